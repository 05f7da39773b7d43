//! Making calls, some at a time.
//!
//! In: how to make one call. Out: a contestant that makes many. What always holds: an asynchronous one runs on a single
//! thread, which stays, with its connections, from round to round; a blocking one has a thread for each call under way.

use std::future::Future;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use tokio::runtime;

use super::{Contestant, Failure, Load, Round, cpu};

impl Contestant {
    /// A contestant that calls from tasks.
    pub fn tasks<F, C>(name: &'static str, call: F) -> Result<Self, Failure>
    where
        F: Fn() -> C + Send + Sync + 'static,
        C: Future<Output = Result<(), Failure>> + Send,
    {
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let call = Arc::new(call);
        let run = move |load: Load| {
            runtime.block_on(async {
                let task = || {
                    let call = Arc::clone(&call);
                    tokio::spawn(async move {
                        let mut times = Vec::with_capacity(load.calls_of_each());
                        for _ in 0..load.calls_of_each() {
                            let start = Instant::now();
                            call().await?;
                            times.push(start.elapsed());
                        }
                        Ok::<_, Failure>(times)
                    })
                };
                let tasks: Vec<_> = (0..load.in_flight).map(|_| task()).collect();
                let mut times = Vec::with_capacity(load.calls);
                for task in tasks {
                    times.extend(task.await??);
                }
                Ok(times)
            })
        };
        let run = Box::new(run);
        Ok(Self { name, run })
    }

    /// A contestant that calls from threads.
    pub fn threads(
        name: &'static str,
        call: impl Fn() -> Result<(), Failure> + Send + Sync + 'static,
    ) -> Self {
        let one_by_one = move |calls: usize| {
            let mut times = Vec::with_capacity(calls);
            for _ in 0..calls {
                let start = Instant::now();
                call()?;
                times.push(start.elapsed());
            }
            Ok::<_, Failure>(times)
        };
        let run = move |load: Load| {
            thread::scope(|scope| {
                let start = |_| scope.spawn(|| one_by_one(load.calls_of_each()));
                let threads: Vec<_> = (0..load.in_flight).map(start).collect();
                let mut times = Vec::with_capacity(load.calls);
                for thread in threads {
                    times.extend(thread.join().map_err(|_| "a thread panicked")??);
                }
                Ok(times)
            })
        };
        let run = Box::new(run);
        Self { name, run }
    }

    /// Calls, and says what it took.
    pub fn run(&self, load: Load) -> Result<Round, Failure> {
        let (cpu, start) = (cpu::time(), Instant::now());
        let mut times = (self.run)(load)?;
        let (wall, cpu) = (start.elapsed(), cpu::time().saturating_sub(cpu));
        times.sort_unstable();
        let each = |time: Duration| time.as_secs_f64() * 1e6 / times.len().max(1) as f64;
        let within = |share: f64| {
            let last = times.len().saturating_sub(1) as f64;
            let time = times.get((last * share).ceil() as usize);
            time.copied().unwrap_or_default().as_secs_f64() * 1e6
        };
        Ok(Round {
            wall: each(wall),
            cpu: each(cpu),
            p50: within(0.5),
            p99: within(0.99),
        })
    }
}

impl Load {
    /// How many calls each task or thread makes.
    fn calls_of_each(self) -> usize {
        self.calls / self.in_flight.max(1)
    }
}
