"""The race: copydesk beside what makes such e-mails today, with the same content, in one run."""
