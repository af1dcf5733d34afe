//! Shows how far a copy of the data is, and breaks it off at Ctrl-C; it copies nothing itself.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Does what copies, with a bar where somebody sees it; it is told not to go on once Ctrl-C was pressed.
pub(super) fn copying<T>(
    seen: bool,
    copy: impl FnOnce(&mut dyn FnMut(u64, u64) -> bool) -> T,
) -> T {
    let stopped = Arc::new(AtomicBool::new(false));
    let listening = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&stopped));
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    if seen {
        bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
    }
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {percent:>3} %  {eta} left") {
        bar.set_style(style.progress_chars("█▓░"));
    }
    let copied = copy(&mut |done, total| {
        bar.set_length(total);
        bar.set_position(done);
        !stopped.load(Ordering::Relaxed)
    });
    bar.finish_and_clear();
    if let Ok(id) = listening {
        signal_hook::low_level::unregister(id);
    }
    copied
}
