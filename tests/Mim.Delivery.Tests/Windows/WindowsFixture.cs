using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Pki.Certificates;
using Mim.Testing;
using Mim.Testing.Certificates;
using Mim.Testing.Doubles;

namespace Mim.Delivery.Tests.Windows;

/// <summary>A target of a Windows that is not one, with as many versions as a test wants.</summary>
internal sealed class WindowsFixture : IDisposable
{
    public const string Store = WindowsTargetSettings.DefaultStore;

    private readonly TemporaryFolder _folder = new();
    private readonly TestChain _chain = new();
    private readonly Dictionary<int, (Guid Id, TestLeaf Leaf)> _versions = [];
    private readonly Guid _identity = Guid.NewGuid();
    private readonly IReadOnlyList<ITargetAdapter> _adapters;

    public WindowsFixture(TargetKind kind)
    {
        Kind = kind;
        Windows = new FakeWindows(_folder["machine.windows"]);
        _adapters = FakeWindowsTargets.On(Windows, new CertificateReader(), new ManualTimeProvider(TestChain.Now));
        Settings = SettingsOf(kind);
    }

    public FakeWindows Windows { get; }

    public TargetKind Kind { get; }

    public WindowsTargetSettings Settings { get; set; }

    /// <summary>What the installation before left; null when nobody knows.</summary>
    public InstallReceipt? LastReceipt { get; set; }

    public ITargetAdapter Adapter => AdapterOf(Kind);

    /// <summary>Everything of Windows, as text.</summary>
    public string Content => string.Join('\n', Windows.State.Certificates.Select(one => $"{one.Store} {one.HasPrivateKey} {one.Note}")
        .Concat(Windows.State.Bindings.Select(one => $"{one}")));

    /// <summary>Certificates in the store of the target.</summary>
    public IReadOnlyList<FakeWindowsCertificate> Stored => [.. Windows.State.Certificates.Where(one => one.Store == Store)];

    public static WindowsTargetSettings SettingsOf(TargetKind kind) => new()
    {
        Store = Store,
        Binding = kind switch
        {
            TargetKind.Iis => "web01.test:443",
            TargetKind.RemoteDesktop => "RDP-Tcp",
            TargetKind.WinRm => "*",
            _ => null,
        },
        Timeout = TimeSpan.FromSeconds(1),
    };

    public ITargetAdapter AdapterOf(TargetKind kind) => _adapters.Single(adapter => adapter.Kind == kind);

    public TestLeaf Leaf(int number) => Version(number).Leaf;

    public Installation Installation(int number) => Installation(number, Kind, Settings);

    public Installation Installation(int number, TargetKind kind, WindowsTargetSettings settings, bool withKey = true)
    {
        var (id, leaf) = Version(number);
        return new Installation
        {
            Target = new Target
            {
                Id = Guid.Empty, IdentityId = _identity, Identity = "web; 01", Kind = kind, Address = $"{settings.Store}:{settings.Binding}", Settings = settings, CreatedAt = TestChain.Now,
            },
            Version = new CredentialVersion
            {
                Id = id, IdentityId = _identity, Number = number, State = VersionState.PreActivation, Certificate = leaf.Certificate,
            },
            Chain = _chain.Issuers,
            LastInstalled = () => LastReceipt?.Digests ?? new Dictionary<string, string>(),
            PrivateKey = withKey ? KeyMaterial.CopyOf(leaf.Pkcs8) : null,
        };
    }

    /// <summary>Binds the target to a certificate of somebody else, and gives its SHA-1.</summary>
    public string BindToAnother(string note = "by hand")
    {
        var other = _chain.Issue("other").Certificate;
        var thumbprint = FakeWindows.Thumbprint(other);
        Windows.Change(state => state with
        {
            Certificates = [.. state.Certificates, new FakeWindowsCertificate(Store, other, HasPrivateKey: true, note, Reader: null)],
            Bindings = state.Bindings.Where(one => one.Key != $"{Kind} {Settings.Binding}").Append(new($"{Kind} {Settings.Binding}", thumbprint)).ToDictionary(),
        });
        return thumbprint;
    }

    public void Dispose()
    {
        _chain.Dispose();
        _folder.Dispose();
    }

    private (Guid Id, TestLeaf Leaf) Version(int number)
    {
        if (!_versions.TryGetValue(number, out var version))
        {
            version = (Guid.NewGuid(), _chain.Issue($"web-{number}"));
            _versions[number] = version;
        }

        return version;
    }
}
