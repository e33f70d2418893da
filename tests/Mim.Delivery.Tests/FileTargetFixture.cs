using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Delivery.Commands;
using Mim.Delivery.Files;
using Mim.Pki.Certificates;
using Mim.Pki.Credentials;
using Mim.Testing;
using Mim.Testing.Certificates;
using Mim.Testing.Doubles;

namespace Mim.Delivery.Tests;

/// <summary>A file target in a folder of its own, with as many versions as a test wants.</summary>
internal sealed class FileTargetFixture : IDisposable
{
    private readonly TestChain _chain = new();
    private readonly Dictionary<int, (Guid Id, TestLeaf Leaf)> _versions = [];
    private readonly Guid _identity = Guid.NewGuid();

    public FileTargetFixture()
    {
        Adapter = NewAdapter();
        Settings = new FileTargetSettings { Path = Folder["web.pem"], KeyPath = Folder["web.key"] };
    }

    public TemporaryFolder Folder { get; } = new();

    public ManualTimeProvider Time { get; } = new(TestChain.Now);

    public FileTargetAdapter Adapter { get; }

    public FileTargetSettings Settings { get; set; }

    public Guid TargetId { get; set; } = Guid.NewGuid();

    /// <summary>The service that makes use of the files; null for a target of files alone.</summary>
    public ServiceTargetSettings? Service { get; set; }

    /// <summary>The kind of <see cref="Service"/>.</summary>
    public TargetKind Kind { get; set; } = TargetKind.File;

    /// <summary>What the installation before left; null when nobody knows.</summary>
    public InstallReceipt? LastReceipt { get; set; }

    public string? Password { get; set; }

    public TestChain Chain => _chain;

    /// <summary>Every file in the folder, hidden ones too, by name.</summary>
    public IEnumerable<string> Names => Directory.EnumerateFileSystemEntries(Folder.Path).Select(path => Path.GetFileName(path)).Order();

    public FileTargetAdapter NewAdapter() => new(new FileDelivery(
        TargetAdapterSet.Local(new LocalCommandRunner(TimeProvider.System)), new CredentialEncoder(), new CredentialDecoder(), new CertificateReader(), Time));

    /// <summary>Names and contents of all that lies in a folder, which may be gone.</summary>
    public static string ContentOf(string folder) => !Directory.Exists(folder) ? "" : string.Join('\n', Directory.EnumerateFiles(folder)
        .Order(StringComparer.Ordinal)
        .Select(path => $"{path} {Convert.ToHexString(File.ReadAllBytes(path))}"));

    /// <summary>The adapter of <see cref="Kind"/>, with a network of a test's own.</summary>
    public ITargetAdapter NewServiceAdapter(ScriptedProbe? probe = null)
    {
        var network = probe ?? new ScriptedProbe(_ => new EndpointAnswer(FindingStatus.Refused));
        var runner = new LocalCommandRunner(TimeProvider.System);
        return new TargetAdapterSet(new CredentialEncoder(), new CredentialDecoder(), new CertificateReader(), network, network, Time)
            .On(TargetAdapterSet.Local(runner))
            .Single(adapter => adapter.Kind == Kind);
    }

    public TestLeaf Leaf(int number) => Version(number).Leaf;

    public Guid VersionId(int number) => Version(number).Id;

    public Installation Installation(int number, bool withKey = true, Func<IAsyncDisposable>? lend = null)
    {
        var (id, leaf) = Version(number);
        return new Installation
        {
            Target = new Target
            {
                Id = TargetId,
                IdentityId = _identity,
                Identity = "web",
                Kind = Kind,
                Address = Settings.Path,
                Settings = Service is null ? Settings : Service with { Files = Settings },
                CreatedAt = TestChain.Now,
            },
            Version = new CredentialVersion
            {
                Id = id,
                IdentityId = _identity,
                Number = number,
                State = VersionState.PreActivation,
                Certificate = leaf.Certificate,
            },
            Chain = _chain.Issuers,
            Lend = lend ?? NoLoan.Lend,
            LastInstalled = () => LastReceipt?.Digests ?? new Dictionary<string, string>(),
            PrivateKey = withKey ? KeyMaterial.CopyOf(leaf.Pkcs8) : null,
            Password = Password is null ? null : KeyMaterial.CopyOf(System.Text.Encoding.UTF8.GetBytes(Password)),
        };
    }

    public async Task<InstallReceipt> Install(int number)
    {
        using var installation = Installation(number);
        return await Adapter.InstallAsync(installation, CancellationToken.None);
    }

    public async Task<Proof> Prove(int number)
    {
        using var installation = Installation(number);
        return await Adapter.ProveAsync(installation, CancellationToken.None);
    }

    public async Task TakeBack(InstallReceipt receipt)
    {
        using var installation = Installation(1);
        await Adapter.TakeBackAsync(installation.Target, receipt, CancellationToken.None);
    }

    public async Task Retire(InstallReceipt receipt)
    {
        using var installation = Installation(1);
        await Adapter.RetireAsync(installation.Target, receipt, CancellationToken.None);
    }

    public void Dispose()
    {
        _chain.Dispose();
        Folder.Dispose();
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
