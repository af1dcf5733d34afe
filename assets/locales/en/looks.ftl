# Themes, the mouse, the clipboard: how the screen looks and how it is held.

act-theme = change the theme
act-mouse = mouse on or off
ask-theme = Which theme?
theme-auto = the terminal's ground
theme-dark = for dark ground
theme-light = for light ground
theme-contrast = high contrast, for a projector
theme-clear = for colour-blind eyes
theme-ansi = the terminal's own sixteen colours
theme-plain = without colour
mouse-on = mouse on: click, wheel and drag are the screen's; Shift marks text
mouse-off = mouse off: mark text with your terminal
status-kept = { $what }; kept in { $file }
status-not-kept = { $what }, for this time: it could not be kept ({ $why })
status-copy-cut = only the first { $size } KB were copied
