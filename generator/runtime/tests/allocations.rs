//! Encoding allocates its output and nothing else. A binary of its own, as it replaces the allocator by one that counts.

use allocation_counter::measure;
use form_runtime::{ClearableEntries, ExpandPath, Form, FormValue, Key, RangeFilter, Timestamp};

struct Evidence {
    name: Option<String>,
    text: Option<String>,
    receipt: Option<String>,
}

impl FormValue for Evidence {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        form.optional(&key.member("%5Bname%5D"), &self.name);
        form.optional(&key.member("%5Btext%5D"), &self.text);
        form.optional(&key.member("%5Breceipt%5D"), &self.receipt);
    }
}

struct Path;

impl ExpandPath for Path {
    fn path(&self) -> &str {
        "charge"
    }

    fn is_known(&self) -> bool {
        true
    }
}

fn evidence(text: &str) -> Evidence {
    Evidence {
        name: Some("Jenny Rosen".into()),
        text: Some(text.into()),
        receipt: None,
    }
}

fn write(form: &mut Form, evidence: &Evidence, metadata: &ClearableEntries) {
    form.field(&Key::new("evidence"), evidence);
    form.field(&Key::new("metadata"), metadata);
    form.field(&Key::new("submit"), &false);
    form.field(&Key::new("amount"), &1.5);
    form.field(&Key::new("created"), &RangeFilter::<Timestamp>::from(5..7));
    form.joined(&Key::new("joined"), ",", &[1_i64, 2, 3]);
    form.json(&Key::new("json"), &[true, false]);
    form.expand(&Key::new("expand"), "data.", &[Path, Path]);
}

#[test]
fn a_usual_form_takes_one_allocation() {
    let evidence = evidence("Signed for; see the receipt. Très bien 😀");
    let metadata = ClearableEntries::from_iter([("order id", "6735"), ("a[b]", "c&d")]);
    for new in [Form::body, Form::query] {
        let mut form = new();
        let info = measure(|| write(&mut form, &evidence, &metadata));
        assert_eq!(info.count_total, 1);
        let taken = measure(|| drop(form.into_bytes()));
        // `Bytes` allocates a handle to share the buffer by, but copies nothing.
        assert!(taken.bytes_total < 64, "{taken:?}");
    }
}

#[test]
fn a_long_form_only_grows_its_output() {
    let evidence = evidence(&"all is well, ".repeat(10_000));
    let mut form = Form::body();
    let info = measure(|| write(&mut form, &evidence, &ClearableEntries::new()));
    let written = form.into_bytes();
    assert!(written.len() > 150_000);
    assert!(info.count_total <= 4, "{info:?}");
    // Growing by doubling at most, and never holding a second copy.
    assert!(info.count_max <= 2, "{info:?}");
}

#[test]
fn nothing_to_write_takes_no_allocation() {
    let info = measure(|| {
        let mut form = Form::body();
        form.field(&Key::new("metadata"), &ClearableEntries::new());
        form.optional(&Key::new("name"), &None::<String>);
        assert!(form.is_empty());
    });
    assert_eq!(info.count_total, 0);
}
