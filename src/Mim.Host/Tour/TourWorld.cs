using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Host.Tour.Tls;

namespace Mim.Host.Tour;

/// <summary>What the steps hand on to each other.</summary>
internal sealed class TourWorld(TourPaths paths, IMimComposition composition) : IAsyncDisposable
{
    private MimSession? _session;
    private TlsServer? _server;

    public TourPaths Paths { get; } = paths;

    public IMimComposition Composition { get; } = composition;

    public MimSession Session
    {
        get => _session ?? throw new StepFailedException("The store has not been opened.");
        set => _session = value;
    }

    public TlsServer Server
    {
        get => _server ?? throw new StepFailedException("The server has not been started.");
        set => _server = value;
    }

    /// <summary>The root; all that the tour's clients trust.</summary>
    public CertificateAuthority? Root { get; set; }

    public CertificateAuthority? Issuing { get; set; }

    /// <summary>The server's identity, as it is now.</summary>
    public MachineIdentity? Identity { get; set; }

    public byte[] RootCertificate => Root?.Certificate ?? throw new StepFailedException("There is no root.");

    public Guid IssuingId => Issuing?.Id ?? throw new StepFailedException("There is no issuing authority.");

    public MachineIdentity ServerIdentity => Identity ?? throw new StepFailedException("There is no certificate.");

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync().ConfigureAwait(false);
        }

        _session?.Dispose();
    }
}
