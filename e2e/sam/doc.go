// Package sam has what owgen manifest lambda prints judged by the two programs that read templates before AWS does: SAM's
// translator, which makes functions, roles and URLs of a template, and cfn-lint, which knows all properties of a resource.
//
// translate.py calls the translator, as sam deploy has it called in the cloud.
package sam
