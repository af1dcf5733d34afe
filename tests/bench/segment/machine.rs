//! What the machine is, in words: figures mean nothing without it.

use std::time::Instant;

use rayon::prelude::*;

/// So many bytes are read to see how fast memory is: far more than a cache holds.
const BYTES: usize = 1 << 30;

/// Processor, cores, memory, and how many gigabytes a second all cores read from it together.
pub fn words() -> String {
    let file = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let after = |text: &str, name: &str| {
        let line = text.lines().find(|it| it.starts_with(name))?.to_owned();
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let model = after(&file("/proc/cpuinfo"), "model name").unwrap_or_else(|| "unknown".to_owned());
    let memory: u64 = after(&file("/proc/meminfo"), "MemTotal")
        .and_then(|it| it.split(' ').next()?.parse().ok())
        .unwrap_or_default();
    format!(
        "{model}, {} cores, {} GB, reads {:.1} GB/s",
        rayon::current_num_threads(),
        (memory + (1 << 19)) >> 20,
        bandwidth()
    )
}

fn bandwidth() -> f64 {
    let memory = vec![1_u64; BYTES / 8];
    let once = |_| {
        let start = Instant::now();
        let sum: u64 = memory
            .par_chunks(1 << 16)
            .map(|it| it.iter().sum::<u64>())
            .sum();
        std::hint::black_box(sum);
        BYTES as f64 / 1e9 / start.elapsed().as_secs_f64()
    };
    (0..5).map(once).fold(0.0, f64::max)
}
