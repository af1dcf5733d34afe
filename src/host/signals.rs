//! Holds what signals do: end the loop in order, stop and go on, and never kill a write half way.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::Sender;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ};
use signal_hook::iterator::{Handle, Signals};

use super::session::Inbound;

/// Lets a write beyond the file size limit fail instead of ending the program.
///
/// # Errors
/// The signal cannot be handled.
pub fn outlive_file_size_limit() -> io::Result<()> {
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false))).map(|_| ())
}

/// Sends signals into the loop; a second request to end ends at once, should the loop hang.
///
/// A new size of the terminal is among them: it is told from the first frame on, whatever keys come with it.
pub(super) fn listen(
    sender: Sender<Inbound>,
    size: fn() -> io::Result<(u16, u16)>,
) -> io::Result<Handle> {
    let asked = Arc::new(AtomicBool::new(false));
    for signal in [SIGTERM, SIGHUP] {
        signal_hook::flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&asked))?;
        signal_hook::flag::register(signal, Arc::clone(&asked))?;
    }
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    let handle = signals.handle();
    std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in &mut signals {
                let inbound = match signal {
                    SIGTSTP => Inbound::Suspend,
                    SIGCONT => Inbound::Resume,
                    SIGWINCH => match size() {
                        Ok((width, height)) => Inbound::Size(width, height),
                        // A terminal without a size is on its way out; that is told otherwise.
                        Err(_) => continue,
                    },
                    ending => Inbound::Stop(Some(ending)),
                };
                if sender.send(inbound).is_err() {
                    return;
                }
            }
        })?;
    Ok(handle)
}

/// Stops the program as the terminal's own stop key would; returns when it goes on.
pub(super) fn stop() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(SIGTSTP)
}
