//! Connections for the transport on hyper: name lookup, TCP, proxies, TLS.
//!
//! In: the address of a request. Out: a stream that its host, or a proxy for it, speaks HTTP on. What always holds: it
//! takes no longer than the settings allow, all of it together.

use std::error::Error;
use std::future::{Future, poll_fn};
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use http::uri::Scheme;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_rustls::TlsConnector;
use tower_service::Service;

use crate::runtime::config::{Config, Proxies, without_brackets};

type ConnectError = Box<dyn Error + Send + Sync>;

type Connecting = Pin<Box<dyn Future<Output = Result<TokioIo<HyperStream>, ConnectError>> + Send>>;

/// Makes connections, by way of a proxy if there is one for the address.
#[derive(Clone)]
pub(super) struct HyperConnector {
    direct: Direct,
    proxies: Arc<Proxies>,
    timeout: Duration,
}

impl HyperConnector {
    pub(super) fn new(config: &Config, tls: Arc<rustls::ClientConfig>) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        // Shared by the addresses of a host, so that one that does not answer leaves time for the others.
        tcp.set_connect_timeout(Some(config.connect_timeout()));
        let tls = TlsConnector::from(tls);
        Self {
            direct: Direct { tcp, tls },
            proxies: Arc::clone(&config.proxies),
            timeout: config.connect_timeout(),
        }
    }

    async fn connect(self, uri: Uri) -> Result<HyperStream, ConnectError> {
        let Some(proxy) = self.proxies.for_uri(&uri)? else {
            return self.direct.connect(uri).await;
        };
        if !is_https(&uri) {
            let mut link = self.direct.connect(proxy.uri().clone()).await?;
            link.passes_on = true;
            return Ok(link);
        }
        let mut tunnel = Tunnel::new(proxy.uri().clone(), self.direct.clone());
        if let Some(authorization) = proxy.authorization() {
            tunnel = tunnel.with_auth(authorization.clone());
        }
        let link = tunnel.call(uri.clone()).await?;
        self.direct.encrypt(&uri, link.into_inner()).await
    }
}

impl Service<Uri> for HyperConnector {
    type Response = TokioIo<HyperStream>;
    type Error = ConnectError;
    type Future = Connecting;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ConnectError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Connecting {
        let this = self.clone();
        Box::pin(async move {
            match tokio::time::timeout(this.timeout, this.connect(uri)).await {
                Ok(link) => link.map(TokioIo::new),
                Err(_) => Err(io::Error::from(io::ErrorKind::TimedOut).into()),
            }
        })
    }
}

/// Makes connections to the host of an address itself, be it a proxy or not.
#[derive(Clone)]
struct Direct {
    tcp: HttpConnector,
    tls: TlsConnector,
}

impl Direct {
    async fn connect(mut self, uri: Uri) -> Result<HyperStream, ConnectError> {
        poll_fn(|context| self.tcp.poll_ready(context)).await?;
        let tcp = self.tcp.call(uri.clone()).await?;
        let link = HyperStream::new(tcp.into_inner());
        match is_https(&uri) {
            true => self.encrypt(&uri, link).await,
            false => Ok(link),
        }
    }

    async fn encrypt(&self, uri: &Uri, link: HyperStream) -> Result<HyperStream, ConnectError> {
        let host = without_brackets(uri.host().unwrap_or_default());
        let name = ServerName::try_from(host.to_owned())?;
        Ok(HyperStream::new(self.tls.connect(name, link).await?))
    }
}

impl Service<Uri> for Direct {
    type Response = TokioIo<HyperStream>;
    type Error = ConnectError;
    type Future = Connecting;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ConnectError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Connecting {
        let connecting = self.clone().connect(uri);
        Box::pin(async move { connecting.await.map(TokioIo::new) })
    }
}

fn is_https(uri: &Uri) -> bool {
    uri.scheme() == Some(&Scheme::HTTPS)
}

/// What is sent on and read from.
trait HyperIo: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> HyperIo for T {}

/// A connection of any kind: a type for each would have all of hyper compiled for each.
pub(super) struct HyperStream {
    stream: Box<dyn HyperIo>,
    /// Whether a proxy reads the requests and passes them on: it has to be told where to.
    passes_on: bool,
}

impl HyperStream {
    fn new(stream: impl HyperIo + 'static) -> Self {
        Self {
            stream: Box::new(stream),
            passes_on: false,
        }
    }

    fn stream(self: Pin<&mut Self>) -> Pin<&mut dyn HyperIo> {
        Pin::new(&mut *self.get_mut().stream)
    }
}

impl Connection for HyperStream {
    fn connected(&self) -> Connected {
        Connected::new().proxy(self.passes_on)
    }
}

impl AsyncRead for HyperStream {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.stream().poll_read(context, buffer)
    }
}

impl AsyncWrite for HyperStream {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.stream().poll_write(context, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.stream().poll_write_vectored(context, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream().poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream().poll_shutdown(context)
    }
}
