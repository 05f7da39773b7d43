//! Many calls at once over a bad network: each update is applied exactly once, whatever happens to its requests, and
//! nothing is left behind by the client: no task, no socket, no memory.
//!
//! In: a server that deduplicates on keys, and a plan of faults. Out: nothing, if its books agree with what the clients
//! say; `--nocapture` shows the figures. A binary of its own, as it replaces the allocator by one that counts.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use acceptance::faults::{CLOSED_LATER, ENDING, Plan, SURVIVED, plan};
use acceptance::leaks::{descriptors, settles};
use acceptance::ledger::{Figures, Ledger, Told};
use acceptance::options::SECRET;
use acceptance::transports;
use acceptance::watch::within;
use loopback::Loopback;
use peak_alloc::PeakAlloc;
use stripe_disputes::client::{ClientBuilder, RequestOptions, Transport};
use stripe_disputes::{Client, Disputes, UpdateDispute, blocking};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// What is measured is the process's: one swarm at a time.
static ALONE: Mutex<()> = Mutex::new(());

/// No swarm takes longer.
const PATIENCE: Duration = Duration::from_secs(120);

/// How long it may take until what was dropped is gone.
const SETTLING: Duration = Duration::from_secs(20);

/// How long an attempt may take: what a stall costs. Nothing else may take so long, with all calls under way.
const ATTEMPT: Duration = Duration::from_secs(4);

/// What the heap may grow by in a round that comes after another one: two bytes for each of ten thousand calls.
const GROWTH: usize = 16 << 10;

/// Calls, and how many of them are under way at once.
#[derive(Clone, Copy)]
struct Size {
    calls: u32,
    at_once: u32,
}

struct Swarm {
    server: Loopback,
    ledger: Arc<Ledger>,
}

impl Swarm {
    fn start() -> Self {
        let ledger = Arc::new(Ledger::default());
        let (early, books) = (Arc::clone(&ledger), Arc::clone(&ledger));
        let server = Loopback::resetting(
            move || early.resets(),
            move |request| books.answer(request, plan),
        );
        server.forget();
        Self { server, ledger }
    }

    fn builder(&self) -> ClientBuilder {
        Client::builder(SECRET)
            .base_url(self.server.url())
            .attempt_timeout(ATTEMPT)
            .timeout(PATIENCE)
    }

    /// Closes what is idle, and waits until both sides have noticed.
    fn hang_up(&self, most: usize) {
        self.server.hang_up();
        let settled = settles(SETTLING, || {
            self.server.open() == 0 && descriptors().is_none_or(|count| count <= most)
        });
        let (open, left) = (self.server.open(), descriptors());
        assert!(
            settled,
            "{open} connections, {left:?} descriptors, not {most}"
        );
        self.ledger.clear();
    }

    /// Compares what the client says with the books, and shows the figures.
    fn audit(&self, name: &str, size: Size, told: &[Told], took: Duration) -> Figures {
        assert_eq!(told.len(), usize::try_from(size.calls).unwrap());
        let figures = self.ledger.audit(told, plan);
        let figures = figures.unwrap_or_else(|complaint| panic!("{name}: {complaint}"));
        let happened = figures.faults.values().sum::<u32>();
        println!(
            "{name}: {} calls, {} at once, in {:.1} s: {} requests sent, {} arrived, {happened} faults, {} calls failed, \
             as planned, {} cancelled and made again",
            size.calls,
            size.at_once,
            took.as_secs_f64(),
            figures.sent,
            figures.arrived,
            figures.failed,
            figures.cancelled,
        );
        println!("{name}: {:?}", figures.faults);
        figures
    }
}

/// Whether all that was planned happened, and every request is accounted for.
fn check(figures: &Figures, size: Size) {
    let count = |name: &str| figures.faults.get(name).copied().unwrap_or_default();
    for fault in SURVIVED.iter().chain(&ENDING) {
        assert!(count(fault.name) > 0, "{} did not happen", fault.name);
    }
    let resets = count("reset before reading");
    assert!(resets > 0);
    let happened: u32 = figures.faults.values().sum();
    assert!(happened * 20 >= size.calls, "{happened}");
    // A request was sent and did not arrive only where a connection or the call itself was gone.
    let gone: u32 = CLOSED_LATER.iter().map(|name| count(name)).sum();
    let cancelled = u32::try_from(figures.cancelled).unwrap();
    let (sent, arrived) = (figures.sent, figures.arrived);
    assert!(
        (arrived + resets..=arrived + resets + gone + cancelled).contains(&sent),
        "{sent} requests were sent, {arrived} arrived, {resets} were not read, {gone} connections were closed, {cancelled} calls cancelled"
    );
}

fn update(number: u32) -> UpdateDispute {
    Disputes::update(format!("dp_{number}")).metadata([("number", number.to_string())])
}

fn options(plan: &Plan) -> RequestOptions {
    RequestOptions::new().max_retries(plan.retries)
}

/// A call that is dropped before it ends, maybe before it begins, and then made again with the same key, as a program
/// does that was interrupted.
async fn cancelled<T: Transport + 'static>(client: &Client<T>, number: u32) -> Told {
    let options = RequestOptions::new().idempotency_key(format!("kept-{number}"));
    let call = client.send_with(update(number), &options);
    let time = Duration::from_millis(u64::from(number / 100 % 5));
    if let Ok(outcome) = tokio::time::timeout(time, call).await {
        return Told::of(number, outcome);
    }
    let mut told = Told::of(number, client.send_with(update(number), &options).await);
    told.attempts += 1;
    told.was_cancelled = true;
    told
}

/// Makes all calls of a round. Each worker takes the next number when it is done with one.
async fn round<T: Transport + 'static>(client: &Client<T>, size: Size) -> Vec<Told> {
    let next = Arc::new(AtomicU32::new(0));
    let mut workers = JoinSet::new();
    for _ in 0..size.at_once {
        let (client, next) = (client.clone(), Arc::clone(&next));
        workers.spawn(async move {
            let mut all = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= size.calls {
                    return all;
                }
                all.push(if number % 100 == 50 {
                    cancelled(&client, number).await
                } else {
                    let options = options(&plan(number));
                    Told::of(number, client.send_with(update(number), &options).await)
                });
            }
        });
    }
    workers.join_all().await.concat()
}

/// The same by threads.
fn blocking_round(client: &blocking::Client, size: Size) -> Vec<Told> {
    let next = AtomicU32::new(0);
    let worker = || {
        let mut all = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= size.calls {
                return all;
            }
            let options = options(&plan(number));
            all.push(Told::of(number, client.send_with(update(number), &options)));
        }
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..size.at_once).map(|_| scope.spawn(worker)).collect();
        let all = workers.into_iter().map(|worker| worker.join().unwrap());
        all.collect::<Vec<_>>().concat()
    })
}

/// A client that is under test.
struct Subject<C, R, T> {
    name: &'static str,
    client: C,
    /// Makes all calls of a round.
    run: R,
    /// Counts the tasks of the runtime.
    tasks: T,
    /// Whether calls can be cancelled, and connections are watched while nobody uses them.
    is_async: bool,
}

impl<C, R: Fn(&C, Size) -> Vec<Told>, T> Subject<C, R, T> {
    /// Makes a round; gives its figures, and how much memory is in use afterwards, with nothing under way.
    fn round(&self, swarm: &Swarm, size: Size, idle: Option<usize>) -> (Figures, usize) {
        let start = Instant::now();
        let told = (self.run)(&self.client, size);
        let figures = swarm.audit(self.name, size, &told, start.elapsed());
        drop(told);
        swarm.hang_up(usize::MAX);
        // One call more, so that the pool looks at what it keeps. That one's connection may go unnoticed.
        let unnoticed = usize::from(!self.is_async);
        (self.run)(
            &self.client,
            Size {
                calls: 1,
                at_once: 1,
            },
        );
        swarm.hang_up(idle.map_or(usize::MAX, |count| count + unnoticed));
        (figures, HEAP.current_usage())
    }
}

/// A round to warm up, the round that counts, then the end of the client.
fn swarm<C, R: Fn(&C, Size) -> Vec<Told>, T: Fn() -> usize>(
    size: Size,
    make: impl FnOnce(ClientBuilder) -> Subject<C, R, T>,
) {
    let swarm = Swarm::start();
    let idle = descriptors();
    let subject = make(swarm.builder());
    let warming = Size {
        calls: size.calls / 5,
        ..size
    };
    let (_, warm) = subject.round(&swarm, warming, idle);
    let (figures, after) = subject.round(&swarm, size, idle);
    println!(
        "{}: {warm} bytes in use before, {after} after",
        subject.name
    );
    check(&figures, size);
    assert_eq!(figures.cancelled > 0, subject.is_async);
    assert!(after <= warm + GROWTH, "{warm} bytes before, {after} after");

    // Connections that are open when the client goes, go with it.
    let few = Size {
        calls: 7,
        at_once: 4,
    };
    assert!(
        (subject.run)(&subject.client, few)
            .iter()
            .all(|told| told.is_done)
    );
    assert!(swarm.server.open() > 0);
    let Subject { client, tasks, .. } = subject;
    drop(client);
    let settled = settles(SETTLING, || {
        (swarm.server.open(), tasks(), descriptors()) == (0, 0, idle)
    });
    let left = (swarm.server.open(), tasks(), descriptors());
    assert!(
        settled,
        "connections, tasks and descriptors: {left:?}, not {idle:?}"
    );
    assert!(
        HEAP.current_usage() <= after,
        "more without a client than with one"
    );
}

fn runtime() -> Runtime {
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    runtime.unwrap()
}

fn asynchronous<T: Transport + 'static>(
    name: &'static str,
    size: Size,
    make: impl FnOnce(ClientBuilder) -> Client<T> + Send + 'static,
) {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    within(PATIENCE, name, move || {
        let runtime = runtime();
        swarm(size, |builder| Subject {
            name,
            client: make(builder),
            run: |client: &Client<T>, size| runtime.block_on(round(client, size)),
            tasks: || runtime.metrics().num_alive_tasks(),
            is_async: true,
        });
    });
}

#[test]
fn ten_thousand_calls_by_hyper() {
    let size = Size {
        calls: 10_000,
        at_once: 256,
    };
    asynchronous("hyper", size, |builder| builder.build().unwrap());
}

#[test]
fn calls_by_reqwest() {
    let size = Size {
        calls: 2_000,
        at_once: 64,
    };
    asynchronous("reqwest", size, |builder| {
        transports::reqwest(builder).unwrap()
    });
}

#[test]
fn calls_by_threads() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    within(PATIENCE, "blocking", || {
        let size = Size {
            calls: 2_000,
            at_once: 16,
        };
        swarm(size, |builder| Subject {
            name: "blocking",
            client: builder.build_blocking().unwrap(),
            run: blocking_round,
            tasks: || 0,
            is_async: false,
        });
    });
}

/// The books are worth nothing if they do not tell.
#[test]
fn the_ledger_tells() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let swarm = Swarm::start();
    let client = swarm.builder().build_blocking().unwrap();
    let key = |key: &str| RequestOptions::new().idempotency_key(key).max_retries(0);
    for _ in 0..2 {
        client.send_with(update(1), &key("a")).unwrap();
    }
    assert_eq!(
        swarm.ledger.applied(1),
        1,
        "a known key is not applied again"
    );
    let one = |attempts| {
        let key = Some("a".to_owned());
        [Told {
            number: 1,
            is_done: true,
            attempts,
            key,
            was_cancelled: false,
        }]
    };
    let complaint = |told: &[Told]| swarm.ledger.audit(told, plan).unwrap_err();
    assert_eq!(swarm.ledger.audit(&one(2), plan).unwrap().arrived, 2);
    assert!(complaint(&one(1)).starts_with("2 arrived"));
    let lost = [Told {
        number: 2,
        ..one(2)[0].clone()
    }];
    assert!(complaint(&lost).starts_with("lost"));

    client.send_with(update(1), &key("b")).unwrap();
    assert_eq!(swarm.ledger.applied(1), 2, "another key is another update");
    assert!(complaint(&one(3)).starts_with("applied 2 times"));

    swarm.ledger.clear();
    client.send_with(update(1), &key("a")).unwrap();
    let other = update(1).stage();
    let error = client.send_with(other, &key("a")).unwrap_err();
    assert_eq!(error.status().unwrap(), 400, "another body is refused");
    assert_eq!(swarm.ledger.applied(1), 1);
    assert_eq!(complaint(&one(3)), "1 requests were refused");
}
