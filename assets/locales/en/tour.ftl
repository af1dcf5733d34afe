# The guided first minute: one line, each step with its key; short enough for a window of 40 cells.

act-tour = the tour: begin it, or leave it
tour-place = { $done } of { $all }
tour-today = { $key } is what there is to do today
tour-funnel = { $key } shows the funnel's five layers
tour-behind = { $down } moves, { $key } shows the leads
tour-forward = { $key } moves a lead one layer forward
tour-undo = { $key } takes it back, like everything
tour-filter = { $key } temp:warm { $take }: only the warm
tour-feedback = { $key }, a number, { $take }: feedback
tour-help = { $key } shows and finds every key
tour-new-lead = { $key }, a company, { $take }: a lead
tour-import = { $key } brings in a file; { $back } comes back
tour-settings = { $key } sets layers, odds and reasons
tour-pipeline = { $key } shows your leads, layer by layer
tour-leave = { $key } ends the tour
tour-over = That was the tour; { $key } shows every key
tour-left = The tour is over; { $key } begins it again
