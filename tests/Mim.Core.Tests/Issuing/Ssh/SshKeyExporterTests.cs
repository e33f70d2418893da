using System.Text;
using Mim.Core.Audit;
using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Sealing;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Core.Tests.Issuing.Ssh;

/// <summary>What is handed out, as OpenSSH and OpenSSL read it.</summary>
public sealed class SshKeyExporterTests : IDisposable
{
    private const string Passphrase = "corrécte horse";
    private readonly TestSession _store = new();

    public static TheoryData<KeyAlgorithm> Algorithms =>
        [KeyAlgorithm.Ed25519, KeyAlgorithm.EcdsaP256, KeyAlgorithm.EcdsaP384, KeyAlgorithm.EcdsaP521, KeyAlgorithm.Rsa2048];

    public void Dispose() => _store.Dispose();

    [RequiresProgramTheory("ssh-keygen")]
    [MemberData(nameof(Algorithms))]
    public void OpenSSH_finds_in_the_private_key_the_public_one(KeyAlgorithm algorithm)
    {
        var export = Issue(algorithm) with { IncludePrivateKey = true };
        _store.Session.Ssh.Exporter.ExportTo(_store["key"], export, overwrite: false, default);
        var line = Text(export with { IncludePrivateKey = false });
        Assert.Equal(line, ProgramRunner.Run("ssh-keygen", "-y", "-f", _store["key"]).Succeeded().Output);
    }

    [RequiresProgramTheory("ssh-keygen")]
    [InlineData(KeyAlgorithm.Ed25519)]
    [InlineData(KeyAlgorithm.Rsa2048)]
    public void OpenSSH_opens_the_private_key_with_its_passphrase_alone(KeyAlgorithm algorithm)
    {
        var export = Issue(algorithm) with { IncludePrivateKey = true };
        var line = Text(export with { IncludePrivateKey = false });
        using var passphrase = KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(Passphrase));
        _store.Session.Ssh.Exporter.ExportTo(_store["key"], export with { Passphrase = passphrase }, overwrite: false, default);
        Assert.NotEqual(0, ProgramRunner.Run("ssh-keygen", "-y", "-P", "wrong", "-f", _store["key"]).ExitCode);
        Assert.Equal(line, ProgramRunner.Run("ssh-keygen", "-y", "-P", Passphrase, "-f", _store["key"]).Succeeded().Output);
    }

    [RequiresProgramTheory("ssh-keygen")]
    [MemberData(nameof(Algorithms))]
    public void OpenSSH_reads_the_public_key_in_every_format(KeyAlgorithm algorithm)
    {
        var export = Issue(algorithm);
        var key = Text(export).Split(' ')[1];
        Write("key.4716", Text(export with { Format = SshKeyFormat.Rfc4716 }));
        Assert.Equal(key, ProgramRunner.Run("ssh-keygen", "-i", "-m", "RFC4716", "-f", _store["key.4716"]).Succeeded().Output.Split(' ', '\n')[1]);
        if (algorithm != KeyAlgorithm.Ed25519)
        {
            // OpenSSH before 9.6 leaves Ed25519 in this form to others.
            Write("key.pem", Text(export with { Format = SshKeyFormat.Pem }));
            Assert.Equal(key, ProgramRunner.Run("ssh-keygen", "-i", "-m", "PKCS8", "-f", _store["key.pem"]).Succeeded().Output.Split(' ', '\n')[1]);
        }
    }

    [RequiresProgramTheory("openssl")]
    [InlineData(KeyAlgorithm.Ed25519)]
    [InlineData(KeyAlgorithm.EcdsaP256)]
    public void OpenSSL_reads_Pem(KeyAlgorithm algorithm)
    {
        using var passphrase = KeyMaterial.CopyOf("secret"u8);
        var export = Issue(algorithm) with { Format = SshKeyFormat.Pem };
        _store.Session.Ssh.Exporter.ExportTo(_store["key"], export with { IncludePrivateKey = true, Passphrase = passphrase }, overwrite: false, default);
        var shown = ProgramRunner.Run("openssl", "pkey", "-in", _store["key"], "-passin", "pass:secret", "-pubout").Succeeded().Output;
        Assert.Equal(Text(export), shown);
    }

    [RequiresProgramFact("ssh-keygen")]
    public void An_imported_key_comes_back_in_any_format()
    {
        ProgramRunner.Run("ssh-keygen", "-q", "-t", "rsa", "-b", "2048", "-N", "", "-C", "old@host", "-f", _store["old"]).Succeeded();
        var imported = Assert.Single(_store.Session.Importer.ImportFile(_store["old"], null, new ImportDocumentation(), default)).Identity;
        var export = new SshKeyExport { IdentityId = imported.Id, IncludePrivateKey = true };
        foreach (var format in new[] { SshKeyFormat.OpenSsh, SshKeyFormat.Pem })
        {
            _store.Session.Ssh.Exporter.ExportTo(_store["key"], export with { Format = format }, overwrite: true, default);
            var shown = ProgramRunner.Run("ssh-keygen", "-y", "-f", _store["key"]).Succeeded().Output;
            Assert.Equal(File.ReadAllText(_store["old.pub"]).Split(' ')[1], shown.Split(' ', '\n')[1]);
        }
    }

    [Fact]
    public void A_key_is_recorded_before_it_is_handed_out()
    {
        var export = Issue(KeyAlgorithm.Ed25519) with { IncludePrivateKey = true };
        Assert.Contains("OPENSSH PRIVATE KEY", Text(export), StringComparison.Ordinal);
        var act = Assert.Single(_store.Session.Audit.Read(new AuditQuery { Acts = ["ExportPrivateKey"] }, default));
        Assert.Equal(("key-Ed25519", "OpenSsh", "no"), (act.SubjectName, act.Detail["format"], act.Detail["encrypted"]));

        _store.Time.Now -= TimeSpan.FromDays(1);
        Assert.Throws<MimException>(() => _store.Session.Ssh.Exporter.ExportTo(_store["key"], export, overwrite: false, default));
        Assert.False(File.Exists(_store["key"]));
    }

    [Fact]
    public void What_cannot_be_exported_is_named()
    {
        var export = Issue(KeyAlgorithm.Ed25519) with { IncludePrivateKey = true };
        _store.NewAuthority();
        var certificate = _store.NewCertificate("web01");

        Assert.Equal(MimErrorCause.InvalidArgument, Cause(export with { Format = SshKeyFormat.Rfc4716 }));
        Assert.Equal(MimErrorCause.IdentityNotFound, Cause(export with { IdentityId = Guid.NewGuid() }));
        Assert.Equal(MimErrorCause.VersionNotFound, Cause(export with { VersionId = Guid.NewGuid() }));
        Assert.Equal(MimErrorCause.VersionNotFound, Cause(export with { IdentityId = certificate.Id }));
        _store.DisposeOf(_store.Session.Identities.Get(export.IdentityId)!);
        Assert.Equal(MimErrorCause.PrivateKeyMissing, Cause(export));
    }

    private SshKeyExport Issue(KeyAlgorithm algorithm)
    {
        var wanted = new NewSshKey { Name = $"key-{algorithm}", KeyAlgorithm = algorithm, Comment = "deploy@build" };
        return new SshKeyExport { IdentityId = _store.Session.Ssh.Keys.Issue(wanted, default).Id };
    }

    private string Text(SshKeyExport export)
    {
        using var content = _store.Session.Ssh.Exporter.Export(export, default);
        return Encoding.UTF8.GetString(content.Span);
    }

    private void Write(string name, string text) => File.WriteAllText(_store[name], text);

    private MimErrorCause Cause(SshKeyExport export) => Assert.Throws<MimException>(() => _store.Session.Ssh.Exporter.Export(export, default)).Cause;
}
