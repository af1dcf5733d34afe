//! Holds the time in which the reader's editor has the terminal: nothing is drawn then, and no key is ours.

use std::io::Write;

use signal_hook::consts::{SIGINT, SIGQUIT};

use super::{Desk, End, Inbound, Session, Terminal, wrong};
use crate::host::HostError;
use crate::host::editor::Returned;
use crate::ui::{Edited, Event, Ticket};

impl<W: Write, D: Desk, T: Terminal> Session<W, D, T> {
    /// Takes what comes while an editor has the terminal: nothing is drawn, and no key is ours.
    pub(super) fn take_while_lent(&mut self, inbound: Inbound) -> Result<(), HostError> {
        match inbound {
            Inbound::Ui(event) => self.update_while_lent(event),
            Inbound::Together(events) => {
                for event in events {
                    self.update_while_lent(event);
                }
            }
            Inbound::Suspend => self
                .terminal
                .stop()
                .map_err(|source| wrong("given back", source))?,
            // The size is asked when the terminal comes back, and whether it names keys; whoever goes on now is the editor.
            Inbound::Size(..) | Inbound::Ground(_) | Inbound::NamesKeys | Inbound::Resume => {}
            // Ctrl-C and Ctrl-\ are meant for the editor.
            Inbound::Stop(Some(SIGINT | SIGQUIT)) => {}
            Inbound::Stop(signal) => self.ending = Some(End::Stopped(signal)),
            Inbound::EditorEnded => self.come_back()?,
        }
        Ok(())
    }

    pub(super) fn update_while_lent(&mut self, event: Event) {
        match event {
            // Typed before the editor was there, and not at what it shows.
            Event::Key(_) | Event::Paste(_) | Event::Mouse(_) | Event::Focus(_) => {}
            Event::Resize | Event::Tick | Event::Workspace(_) | Event::Edited { .. } => {
                self.update(event);
            }
        }
    }

    /// Lends the terminal to the reader's editor.
    pub(super) fn lend(&mut self, ticket: Ticket, name: &str, text: &str) {
        match self.terminal.edit(name, text) {
            Ok(()) => self.lent = Some(ticket),
            Err(failure) => {
                let edited = Edited::Failed(failure.words(&self.reader.locale));
                self.update(Event::Edited { ticket, edited });
            }
        }
    }

    /// Takes the terminal again, and what the editor has left.
    pub(super) fn come_back(&mut self) -> Result<(), HostError> {
        let Some(ticket) = self.lent.take() else {
            return Ok(());
        };
        self.end = self.ending.take();
        self.back = true;
        let (returned, size) = self
            .terminal
            .edited(self.end.is_some())
            .map_err(|source| wrong("taken again", source))?;
        if self.end.is_some() {
            return Ok(());
        }
        self.resize(size.0, size.1)?;
        let edited = match returned {
            Returned::Text(text) => Edited::Text(text),
            Returned::Unchanged => Edited::Unchanged,
            Returned::Failed(failure) => Edited::Failed(failure.words(&self.reader.locale)),
        };
        self.update(Event::Edited { ticket, edited });
        Ok(())
    }
}
