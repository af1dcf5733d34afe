# The handover of leads, and the day of a rep.

refused-not-waiting = it does not wait to be accepted; hand it over first
refused-handed = it waits for that rep already
verb-handover = handed over
verb-accept = accepted
verb-return = returned
verdict-returned = returned
