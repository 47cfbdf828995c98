// Package sentinel knows what ends the logs of an activation. Those who write it, who wait for it and who hide it from people
// must mean the same text, and a program is not to be judged by the constant of its own runtime.
package sentinel

// Text is what a line of each stream holds that ends the logs. (apache/openwhisk: Container.ACTIVATION_LOG_SENTINEL)
const Text = "XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX"

// Line is that line.
const Line = Text + "\n"
