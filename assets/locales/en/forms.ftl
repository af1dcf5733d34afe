# Forms: fields with names, and what is said of them.

hint-field = next field
act-previous = to the suggestion or field before
form-choose = choose one of these
form-needed = this is needed
form-later = this day has to lie ahead
form-no-amount = “{ $given }” is no amount; write 250, 12.5k or 1.5m
form-unknown = there is no “{ $given }” here
form-new = new
form-similar = similar: { $name }  { $more }
form-leave = Esc again leaves and forgets what was typed
field-verdict = Verdict
field-reason = Reason
field-note = Note
field-competitor = Competitor
field-come-back = Come back
example-competitor = whom we met there
example-come-back = fri, 2w, 2027-03-01
found-lost =
    { $count ->
        [one] 1 lost to them
       *[other] { $count } lost to them
    }

# A new lead

act-new-lead = begin a lead
title-new-lead = A new lead
form-no-email = “{ $given }” is no e-mail address
field-account = Company
field-product = Product
field-value = Value
field-source = Source
field-layer = Layer
field-next-step = Next step
field-on = On
field-contact = Contact
field-email = E-mail
field-temperature = Temperature
temperature-cold = cold
temperature-warm = warm
example-account = a name: what is there already is found
example-value = 12.5k
example-step = call back
example-contact = whom we talk to
found-leads =
    { $count ->
        [one] 1 lead
       *[other] { $count } leads
    }
found-open =
    { $count ->
        [0] no open lead
        [one] 1 open lead
       *[other] { $count } open leads
    }
found-open-leads = open there: { $leads }
said-begun = { $lead } { $account } begun · { $key } undoes

# The first start

screen-start = Start
act-begin-demo = look around in a made-up company
act-begin-import = begin with a file of your own
act-begin-empty = begin with an empty workspace
hint-begin-demo = made-up company
hint-begin-import = your file
hint-begin-empty = empty
why-no-workspace = there is nothing here yet; begin with one of these
start-head = nothing is here yet: how do you begin?
start-line = five layers from a first contact to a customer
start-demo = Look around
start-demo-more = in a made-up company; it is gone when you leave
start-import = Bring a file in
start-import-more = CSV, Excel or JSON, looked at before anything is kept
start-empty = Begin empty
start-empty-more = name your company, then press N for its first lead
start-head-there = nothing is in this workspace yet: how do you begin?
start-go-on = Go on empty
start-go-on-more = your workspace is there already; press N for its first lead
field-company-name = Name
field-currency = Currency
title-company = Your company
