// Command exchlint lints exported Exchange Server configuration: it reads what
// Get-ExchangeCertificate, Get-ReceiveConnector and Get-SendConnector said, and finds
// what will stop mail.
//
// This package is the program's edge. It alone touches disks, clocks, environment,
// standard streams and the exit status; what it hands on are bytes and values.
package main

import (
	"context"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second interrupt ends what the first does not: the wait for a pipe's reader
	status := run(ctx, os.Args[1:])
	stop()
	os.Exit(status)
}
