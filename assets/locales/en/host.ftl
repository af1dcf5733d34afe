# The terminal and what is around it.

editor-unknown = no editor is known: set VISUAL or EDITOR to the command that opens yours, for example EDITOR=nano
editor-not-written = the text cannot be written for the editor: { $why }
editor-not-started = the editor cannot be started: { $why }
editor-ended = the editor ended with { $why }; nothing was changed
editor-ended-kept = the editor ended with { $why }; nothing was changed here, and your text is in { $file }
editor-unreadable = what the editor left cannot be read: { $why }; it is in { $file }
ask-leave-work = An import is under way. Stop it, keep nothing of it, and leave?
act-language = choose the language
ask-language = Which language?
book-full = There are more than 4 GiB of names or notes: the last ones are neither shown in lists nor found by words.
snapshot-damaged = The snapshot beside the data file was damaged; everything was read anew from the data.
demo-seat = everything here is made up; you look as { $who } (`fiveply demo --as NAME`: as somebody else)
