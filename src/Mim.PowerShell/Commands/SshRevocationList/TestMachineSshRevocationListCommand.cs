using System.Management.Automation;

using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Revocation.Ssh;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Says whether a key revocation list revokes keys and certificates, as sshd judges.</summary>
[Cmdlet(VerbsDiagnostic.Test, Nouns.SshRevocationList)]
[OutputType(typeof(SshRevocationVerdict))]
public sealed class TestMachineSshRevocationListCommand : IdentityCommand
{
    private byte[]? _list;

    /// <summary>File with the list; the newest that was published when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Public keys or certificates: files, or their text.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] PublicKey { get; set; } = [];

    private protected override IReadOnlyList<IdentityKind> Kinds =>
        [IdentityKind.SshKey, IdentityKind.SshHostKey, IdentityKind.SshCertificate, IdentityKind.SshAuthority];

    private protected override void Process()
    {
        foreach (var key in PublicKey)
        {
            Attempt(key, () => WriteObject(Test(PublicKeys.Read(key, Files)!, key), enumerateCollection: true));
        }

        foreach (var identity in IsChosen || PublicKey.Length == 0 ? Chosen() : [])
        {
            Attempt(identity.Name, () => WriteObject(Test(Line(identity), identity.Name), enumerateCollection: true));
        }
    }

    private IReadOnlyList<SshRevocationVerdict> Test(byte[] keys, string source) => Session.Ssh.RevocationTester.Test(_list ??= Load(), keys, source);

    private byte[] Load() => Path is not null
        ? CertificateFile.Read(Files.Existing(Path))
        : Session.Ssh.RevocationLists.Find(StopToken).FirstOrDefault()?.Krl
            ?? throw new MimException(MimErrorCause.VersionNotFound, "No SSH revocation list has been published yet; say -Path for one of another store.");

    private byte[] Line(MachineIdentity identity)
    {
        using var content = Session.Ssh.Exporter.Export(new SshKeyExport { IdentityId = identity.Id }, StopToken);
        return content.Memory.ToArray();
    }
}
