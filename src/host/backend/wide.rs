//! Holds where wide signs stand on a terminal. Where something is written over one half of them, the terminal makes the
//! other half a blank, and some (tmux) one of their own ground. It writes nothing.

use std::collections::HashSet;

/// Where wide signs begin.
#[derive(Debug, Default)]
pub(super) struct Wide(HashSet<(u16, u16)>);

impl Wide {
    /// Takes word of a sign that is written. Where it covers the first half of a wide one that ends behind it, the place of
    /// the second; the first half of one that begins before it is written anew anyhow.
    pub(super) fn write(&mut self, x: u16, y: u16, width: u16) -> Option<u16> {
        let end = x + width.max(1);
        let mut torn = false;
        for covered in x..end {
            torn = self.0.remove(&(covered, y));
        }
        if width > 1 {
            self.0.insert((x, y));
        }
        torn.then_some(end)
    }

    /// Takes word that nothing stands there any more.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}
