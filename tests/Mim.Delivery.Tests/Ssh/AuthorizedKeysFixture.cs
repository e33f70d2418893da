using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Delivery.Commands;
using Mim.Pki.Keys;
using Mim.Ssh;
using Mim.Ssh.Shell;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests.Ssh;

/// <summary>A real sshd, whose list of keys is a target, and keys for it.</summary>
public sealed class AuthorizedKeysFixture : IDisposable
{
    private readonly Dictionary<int, (CredentialVersion Version, KeyMaterial Key)> _versions = [];
    private readonly HostTools _tools = TargetAdapterSet.Local(new LocalCommandRunner(TimeProvider.System));
    private readonly MachineIdentity _identity = Sample.Identity("deploy", IdentityKind.SshKey);

    public SshServer Server { get; } = new();

    /// <summary>Stands between the adapter and the files of this machine.</summary>
    public Func<IHostFiles, IHostFiles> Between { get; init; } = files => files;

    public AuthorizedKeysTargetAdapter Adapter => field ??= new AuthorizedKeysTargetAdapter(
        _tools with { Files = Between(_tools.Files) }, host: null, new OpenSshLogin(new KeyFactory()));

    /// <summary>All of the list; empty when it is not there.</summary>
    public byte[] Content
    {
        get => File.Exists(Server["authorized_keys"]) ? File.ReadAllBytes(Server["authorized_keys"]) : [];
        set => File.WriteAllBytes(Server["authorized_keys"], value);
    }

    public AuthorizedKeysSettings Settings => new()
    {
        Account = Environment.UserName, Path = Server["authorized_keys"], Configuration = Server["sshd_config"], Options = "no-pty",
    };

    public Installation Installation(int number)
    {
        var (version, key) = Versions(number);
        return new Installation
        {
            Target = new Target
            {
                Id = Guid.Empty, IdentityId = _identity.Id, Identity = _identity.Name, Kind = TargetKind.AuthorizedKeys,
                Address = Server["authorized_keys"], Settings = Settings, CreatedAt = Sample.Now,
            },
            Version = version,
            Chain = [],
            PrivateKey = KeyMaterial.CopyOf(key.Span),
            OtherVersions = () => [.. _versions.Where(pair => pair.Key != number).Select(pair => pair.Value.Version)],
        };
    }

    public void Dispose()
    {
        Server.Dispose();
        foreach (var (_, key) in _versions.Values)
        {
            key.Dispose();
        }
    }

    private (CredentialVersion Version, KeyMaterial Key) Versions(int number)
    {
        if (!_versions.TryGetValue(number, out var made))
        {
            using var key = new KeyFactory().Generate(KeyAlgorithm.Ed25519);
            var blob = new SshKeyEncoder().EncodePublic(key.SubjectPublicKeyInfo);
            var version = Sample.Version(_identity) with
            {
                Number = number,
                Certificate = blob,
                Fingerprint = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(blob)),
                Template = new SshKeyTemplate { Comment = "deploy@corp" }.ToJson(),
            };
            _versions.Add(number, made = (version, key.ExportPkcs8()));
        }

        return made;
    }
}
