package main

func decodeItem() {}
