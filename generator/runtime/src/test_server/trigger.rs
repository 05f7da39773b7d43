//! An event that a test makes.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::mock::engine::Trigger;
use crate::mock::serve::Server;

use super::error::MockError;

/// An event to be made: see [`MockServer::trigger`](super::MockServer::trigger).
#[must_use = "an event is made by `send`"]
pub struct MockTrigger<'s> {
    server: &'s Server,
    trigger: Trigger,
}

impl<'s> MockTrigger<'s> {
    pub(super) fn new(server: &'s Server, event: String) -> Self {
        let trigger = Trigger {
            event,
            ..Trigger::default()
        };
        Self { server, trigger }
    }

    /// The object that it happens to, by its id. If nothing is said, what is created is a new one, and anything else happens to the newest.
    pub fn object(mut self, id: impl AsRef<str>) -> Self {
        self.trigger.object = Some(id.as_ref().to_owned());
        self
    }

    /// Sets a member of the object, by its name on the wire: `amount`, or `evidence_details.due_by`.
    pub fn set(mut self, member: impl Into<String>, value: impl Into<Value>) -> Self {
        self.trigger.set.push((member.into(), value.into()));
        self
    }

    /// Makes the event. The object and the lists that it is in have from then on what was set.
    ///
    /// # Errors
    /// If the API has no such event, or the server no such object; or if what was set is no member of it.
    pub fn send(self) -> Result<(), MockError> {
        self.made().map(drop)
    }

    /// The same; what comes back is the object that the event is about.
    ///
    /// # Errors
    /// As [`send`](Self::send), and if the object is of another type.
    pub fn send_about<T: DeserializeOwned>(self) -> Result<T, MockError> {
        let about = self.made()?;
        serde_json::from_value(about).map_err(|error| MockError::new(error.to_string()))
    }

    fn made(self) -> Result<Value, MockError> {
        self.server.trigger(&self.trigger).map_err(MockError::new)
    }
}
