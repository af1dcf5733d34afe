//! Does what nobody waits for by the key, beside the keys: in a pool of its own and at a low priority.
//!
//! What is divided among threads waits until one of the pool is free. Work of its own that shared the pool of the keys
//! would let a key wait for a piece of it, however short the key's own work is. What is done it does not know.

use rayon::ThreadPoolBuilder;

/// How much lower its priority is, in the system's steps. Elsewhere than on Linux it would be the whole program's.
#[cfg(target_os = "linux")]
const LOWER: i32 = 10;

/// Does work with so many threads beside the keys; 0 are as many as there are processors.
pub(super) fn aside<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    let pool = ThreadPoolBuilder::new()
        .num_threads(threads)
        .start_handler(|_| step_back())
        .build();
    match pool {
        Ok(pool) => pool.install(work),
        // Where no threads can be had, it is done where the keys are.
        Err(_) => work(),
    }
}

/// Lets keys go first where there are fewer processors than there is to do.
fn step_back() {
    // Where it is refused, the system shares as it likes.
    #[cfg(target_os = "linux")]
    let _as_it_likes = rustix::process::setpriority_process(None, LOWER);
}
