# The funnel and the leads: layers, headings, what stands between and below.

layer-potential = Potential
layer-interested = Interested
layer-intent = Intent
layer-high-intent = High intent
layer-near-customer = Near-customer
layer-won = Won
status-parked = parked
status-lost = Lost
head-layer = layer
head-open = open
head-value = value
head-reached = reached, and how many went on
head-reached-short = reached
head-went-on = went on
head-odds = odds seen
head-playbook = playbook
head-win-rate = win rate
went-on-of = of { $n }
went-on-still-open = { $open } still open
foot-flow = opening { $opening } + in { $in } + back { $back } − lost { $lost } − won { $won } = closing { $closing }
foot-definition = reached or passed
foot-left-out = { $share } of leads left out: they came without history
head-id = id
head-account = account
head-product = product
head-owner = owner
head-next = next step
head-due = due
head-days = age
no-leads = no lead fits this filter
no-account = no account
no-next-step = no next step
