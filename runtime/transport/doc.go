// Package transport is what lies between those who answer requests and what carries them over HTTP/1. Packages http1 and
// nethttp implement it, with the same behaviour but for the deviations in http1's documentation; package ow serves its
// front ends over it, and knows neither. What both servers do with their connections is here as well.
package transport
