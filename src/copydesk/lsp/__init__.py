"""The language server: what `copydesk check` says, while an issue is being written.

It speaks the Language Server Protocol (3.17) over standard input and output, through pygls.
"""
