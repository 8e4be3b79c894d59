package main

import (
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/rightslint/rightslint/lint/config"
	"github.com/rightslint/rightslint/lint/project"
	"github.com/rightslint/rightslint/lint/serve"
)

// pageMemory is how many bytes of memory the program aims to stay below while
// it serves the local page. The process that reads PDF files comes on top.
const pageMemory = 208 << 20

// pagePDFMemory is what that process may use, in MB: with it the page stays
// below 512 MB in all.
const pagePDFMemory = 224

func serveCommand() *cobra.Command {
	var port int
	var noOpen bool
	var pdf pdfFlags
	var own ruleFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Open a page on this machine to check and edit documents",
		Long: `Open a page on this machine, on which a document is dropped, judged, edited and
saved, without a command line. The page is made by this program and can be
reached from this machine only; it sends nothing anywhere and keeps nothing on
disk. Ctrl+C ends it.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			reading, end, err := pdf.reader(1)
			if err != nil {
				return err
			}
			defer end()
			extra, err := own.extra()
			if err != nil {
				return err
			}
			cat, linter, err := loadWith(config.Extra{}, extra, nil)
			if err != nil {
				return err
			}
			server, err := serve.New(serve.Config{Linter: linter, Catalog: cat, PDF: reading.PDF, Extensions: project.Extensions})
			if err != nil {
				return err
			}
			ln, err := serve.Listen(port)
			if err != nil {
				return err
			}
			debug.SetMemoryLimit(pageMemory)
			debug.SetGCPercent(50)
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			out := cmd.OutOrStdout()
			fmt.Fprintf(out, "The page is at %s\nNothing leaves this machine. Press Ctrl+C to end.\n", server.Address(ln))
			if !noOpen {
				if err := openBrowser(server.Once(ln)); err != nil {
					complain(cmd.ErrOrStderr(), "no browser could be opened; open the address above in one")
				}
			}
			return server.Serve(ctx, ln)
		},
	}
	cmd.Flags().IntVar(&port, "port", 0, "port of the page; 0 takes any that is free")
	cmd.Flags().BoolVar(&noOpen, "no-open", false, "print the address and open no browser")
	own.register(cmd)
	registerPagePDF(cmd.Flags(), &pdf)
	return cmd
}

// registerPagePDF registers the limits on PDF files with those of the page as
// defaults.
func registerPagePDF(flags *pflag.FlagSet, pdf *pdfFlags) {
	pdf.register(flags)
	memory := flags.Lookup("pdf-memory")
	memory.DefValue = fmt.Sprint(pagePDFMemory)
	pdf.memory = pagePDFMemory
}
