# Bringing a file in: what it is, what its columns become, what came of it.

screen-import = Import
context-import = on an import
act-go-import = bring a file in
act-import-try = try it: count everything, keep nothing
act-import-ignore = leave this column out, or read it again
act-import-what = say what the rows are
act-import-there = say what becomes of what is there already
act-import-dates = say how dates are read
act-import-decimals = say how numbers are read
act-import-report = keep what was left out as a file
act-import-profile = keep these decisions under a name
act-import-file = choose a file
hint-import-try = try
hint-import-ignore = leave out
hint-import-what = rows
hint-import-there = there already
hint-import-dates = dates
hint-import-decimals = numbers
hint-import-report = keep as file
hint-import-profile = keep
hint-import-file = file
why-import-no-file = choose a file first
why-import-busy = wait until it is done, or stop it with Esc
why-import-not-tried = try it first
why-import-no-column = there is no column under the cursor
why-import-done = it is written; choose another file, or undo it
why-import-no-row = no row can be read as it is; Esc goes back to the columns
why-import-nothing-rejected = nothing was left out
why-no-filter-here = there is nothing to filter here
import-step-file = file
import-step-columns = columns
import-step-trial = trial
import-step-written = written
import-ask-file = Which file?
import-example-file = leads.csv
import-empty = Bring a table of another system in.
import-empty-key = { $key } chooses a file: CSV, TSV, XLSX, ODS, JSON, JSON lines
import-empty-more = How it is written is found by itself; nothing is kept before you say so, and all of it can be taken back at once.
import-facts = { $format } · { $rows } rows
import-rows-are = rows are
import-there = there already
import-dates = dates
import-decimals = decimals
import-known = decisions of { $name }
import-as-found = as found
import-day-first = day first
import-month-first = month first
import-point = point
import-comma = comma
import-skip = left as it is
import-update = updated
import-new = loaded anew
import-what-leads = leads
import-what-accounts = accounts
import-what-contacts = contacts
import-what-products = products
import-what-users = users
import-head-column = column
import-head-field = becomes
import-head-why = why
import-head-kind = read as
import-head-samples = some of it
import-not-read = not read
import-by-name = by its name
import-by-you = as you say
import-leads-nowhere = nowhere yet
import-stage-rows =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
import-kind-empty = empty
import-kind-text = text
import-kind-integer = whole number
import-kind-number = number
import-kind-date = date
import-kind-date-time = date and time
import-kind-of = { $kind }, { $how }
import-unsure = { $what } ?
import-preview = as it will be read
import-rejected-row = line { $line }: { $why }
import-rejected-cell = line { $line }, { $column }: { $why }
import-ask-target = What does { $column } become?
import-ask-stage = Where does { $word } lead?
import-ask-what = What are the rows?
import-ask-profile = Under which name?
import-example-profile = crm
import-taken = from { $column }
import-reading = reading
import-trying = trying
import-writing = writing
import-keeping = keeping
import-going = { $rows } rows · { $rate } a second
import-left = { $seconds } s left
import-stop = Esc or Ctrl-c stops it, and nothing is kept then
import-stopped = stopped; nothing was kept
import-sum = { $rows } rows = { $loaded } loaded + { $rejected } left out
import-fates = { $new } new · { $updated } changed · { $unchanged } as they are · { $skipped } left as they are
import-made = made because rows named them: { $what }
import-made-accounts =
    { $count ->
        [one] { $count } account
       *[other] { $count } accounts
    }
import-made-contacts =
    { $count ->
        [one] { $count } contact
       *[other] { $count } contacts
    }
import-made-products =
    { $count ->
        [one] { $count } product
       *[other] { $count } products
    }
import-made-users =
    { $count ->
        [one] { $count } user
       *[other] { $count } users
    }
import-try-again = Nothing is kept yet. Enter writes it; Esc goes back to the columns.
import-is-written = Written as one change; { $key } takes all of it back.
import-is-taken-back = All of it was taken back; { $key } writes it again.
import-no-row = No row can be read as it is. Esc goes back to the columns.
import-nothing-new = Nothing had to be changed.
import-section-rejected = left out: { $why }
import-section-doubles = likely doubles
import-section-new = new
import-section-updated = changed
import-section-unchanged = as they are
import-section-skipped = left as they are
import-line = line { $line }
import-double = { $new } and { $old }
import-report-kept = what was left out is in { $file }
import-report-lies = what was left out is in { $file } already
import-profile-kept = the decisions are kept in { $file }
said-waits-others = others are writing just now; this is done right after it
said-waits = an import is being written; this is done right after it
hint-import-write = write
hint-import-becomes = becomes
import-missing = no column becomes { $field } yet, and every row needs it
why-import-undecided = something is not decided yet; it is told above the columns
import-nameless = column { $number }
