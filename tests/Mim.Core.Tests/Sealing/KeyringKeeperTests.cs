using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mim.Core.Audit;
using Mim.Core.Sealing;
using Mim.Core.Stores;
using Mim.Testing;

namespace Mim.Core.Tests.Sealing;

public class KeyringKeeperTests
{
    private const string Right = "correct horse";

    [Fact]
    public void ANewStoreHasAKeyFileBesideIt()
    {
        using var store = new TestSession();

        var recipient = Assert.Single(store.Session.Keyring.Recipients());

        Assert.Equal(RecipientKind.KeyFile, recipient.Kind);
        Assert.True(File.Exists(store["inventory.key"]));
    }

    [Fact]
    public void AnyRecipientOpensTheStore()
    {
        using var store = new TestSession();
        using var passphrase = Text(Right);
        store.Session.Keyring.AddPassphrase("people", passphrase, default);
        store.Session.Keyring.AddKeyFile("second", store["second.key"], default);
        File.Delete(store["inventory.key"]);

        using (var byPassphrase = store.OpenAnother(reference => reference with { Passphrase = () => Text(Right) }))
        {
            byPassphrase.Keyring.Unlock(default);
        }

        File.Move(store["second.key"], store["moved.key"]);
        using var byFile = store.OpenAnother(reference => reference with { KeyFile = store["moved.key"] });
        byFile.Keyring.Unlock(default);
    }

    [Theory]
    [InlineData("RSA")]
    [InlineData("EC")]
    public void ACertificatesKeyOpensTheStore(string algorithm)
    {
        using var store = new TestSession();
        using var certificate = SelfSigned(algorithm);
        File.WriteAllBytes(store["officer.pfx"], certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, Right));
        store.Session.Keyring.AddCertificate("officer", certificate.RawData, default);
        File.Delete(store["inventory.key"]);

        using var session = store.OpenAnother(reference => reference with { CertificateHint = store["officer.pfx"], CertificatePassword = () => Text(Right) });

        session.Keyring.Unlock(default);
    }

    [Fact]
    public void AWrongPassphraseIsNamed()
    {
        using var passphrase = Text(Right);
        using var store = new TestSession(new NewStore { Passphrase = passphrase });
        using var session = store.OpenAnother(reference => reference with { Passphrase = () => Text("wrong horse") });

        var exception = Assert.Throws<MimException>(() => session.Keyring.Unlock(default));

        Assert.Equal(MimErrorCause.WrongPassword, exception.Cause);
        Assert.DoesNotContain("wrong horse", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void NoPassphraseMeansLocked()
    {
        using var passphrase = Text(Right);
        using var store = new TestSession(new NewStore { Passphrase = passphrase });

        using var session = store.OpenAnother();

        Assert.Equal(MimErrorCause.KeyringLocked, Assert.Throws<MimException>(() => session.Keyring.Unlock(default)).Cause);
        Assert.Empty(session.Identities.Find(new(), default));
    }

    [Fact]
    public void AMissingKeyFileIsNamed()
    {
        using var store = new TestSession();
        File.Delete(store["inventory.key"]);
        using var session = store.OpenAnother();

        var exception = Assert.Throws<MimException>(() => session.Keyring.Unlock(default));

        Assert.Equal((MimErrorCause.KeyFileMissing, store["inventory.key"]), (exception.Cause, exception.Subject));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    public void ADamagedKeyFileIsNamed(string content)
    {
        using var store = new TestSession();
        File.WriteAllText(store["inventory.key"], content);
        using var session = store.OpenAnother();

        var exception = Assert.Throws<MimException>(() => session.Keyring.Unlock(default));

        Assert.Equal((MimErrorCause.KeyFileDamaged, store["inventory.key"]), (exception.Cause, exception.Subject));
    }

    [Fact]
    public void AnotherStoresKeyFileIsRefused()
    {
        using var store = new TestSession();
        using var other = new TestSession();
        File.Copy(other["inventory.key"], store["inventory.key"], overwrite: true);
        using var session = store.OpenAnother();

        Assert.Equal(MimErrorCause.KeyFileDamaged, Assert.Throws<MimException>(() => session.Keyring.Unlock(default)).Cause);
    }

    [Fact]
    public void TheLastRecipientStays()
    {
        using var store = new TestSession();
        var label = store.Session.Keyring.Recipients()[0].Label;

        Assert.Equal(MimErrorCause.LastRecipient, Assert.Throws<MimException>(() => store.Session.Keyring.Remove(label, default)).Cause);
        Assert.Equal(MimErrorCause.RecipientNotFound, Assert.Throws<MimException>(() => store.Session.Keyring.Remove("nobody", default)).Cause);
    }

    [Fact]
    public void ARemovedRecipientOpensNothing()
    {
        using var store = new TestSession();
        using var passphrase = Text(Right);
        store.Session.Keyring.AddPassphrase("people", passphrase, default);

        store.Session.Keyring.Remove("PEOPLE", default);

        File.Delete(store["inventory.key"]);
        using var session = store.OpenAnother(reference => reference with { Passphrase = () => Text(Right) });
        Assert.Throws<MimException>(() => session.Keyring.Unlock(default));
    }

    [Fact]
    public void ANewPassphraseReplacesTheOld()
    {
        using var passphrase = Text(Right);
        using var store = new TestSession(new NewStore { Passphrase = passphrase }, reference => reference with { Passphrase = () => Text(Right) });
        using var replacement = Text("battery staple");
        var before = store.Session.Keyring.Recipients()[0];

        var after = store.Session.Keyring.Rewrap("passphrase", replacement, default);

        Assert.Equal((before.Id, before.Label), (after.Id, after.Label));
        using var old = store.OpenAnother();
        Assert.Equal(MimErrorCause.WrongPassword, Assert.Throws<MimException>(() => old.Keyring.Unlock(default)).Cause);
        using var current = store.OpenAnother(reference => reference with { Passphrase = () => Text("battery staple") });
        current.Keyring.Unlock(default);
    }

    [Fact]
    public void OnlyPassphrasesChangeTheirs()
    {
        using var store = new TestSession();
        using var replacement = Text("battery staple");

        Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => store.Session.Keyring.Rewrap("key file", replacement, default)).Cause);
        store.Session.Keyring.Rewrap("key file", null, default);
        store.Reopen().Keyring.Unlock(default);
    }

    [Fact]
    public void ATakenLabelMakesNoKeyFile()
    {
        using var store = new TestSession();

        var exception = Assert.Throws<MimException>(() => store.Session.Keyring.AddKeyFile("Key File", store["new.key"], default));

        Assert.Equal(MimErrorCause.InvalidArgument, exception.Cause);
        Assert.False(File.Exists(store["new.key"]));
    }

    [Fact]
    public void AWeakCertificateIsRefused()
    {
        using var store = new TestSession();
        using var key = RSA.Create(1024);
        using var certificate = new CertificateRequest("CN=weak", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(store.Time.Now, store.Time.Now.AddDays(1));

        Assert.Equal(MimErrorCause.WeakKey, Assert.Throws<MimException>(() => store.Session.Keyring.AddCertificate("weak", certificate.RawData, default)).Cause);
    }

    [Fact]
    public void EveryChangeIsAnAct()
    {
        using var store = new TestSession();
        using var passphrase = Text(Right);

        store.Session.Keyring.AddPassphrase("people", passphrase, default);
        store.Session.Keyring.Rewrap("people", null, default);
        store.Session.Keyring.Remove("people", default);

        var acts = store.Session.Audit.Read(new AuditQuery { Subjects = ["people"] }, default).Select(record => record.Act);
        Assert.Equal(["AddRecipient", "RewrapRecipient", "RemoveRecipient"], acts);
    }

    private static KeyMaterial Text(string text) => KeyMaterial.CopyOf(System.Text.Encoding.UTF8.GetBytes(text));

    private static X509Certificate2 SelfSigned(string algorithm)
    {
        var from = DateTimeOffset.UnixEpoch;
        if (algorithm == "RSA")
        {
            using var rsa = RSA.Create(2048);
            return new CertificateRequest("CN=officer", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(from, from.AddYears(100));
        }

        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        return new CertificateRequest("CN=officer", ec, HashAlgorithmName.SHA384).CreateSelfSigned(from, from.AddYears(100));
    }
}
