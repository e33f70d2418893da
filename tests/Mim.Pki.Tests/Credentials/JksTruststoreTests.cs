using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Core.Sealing;
using Mim.Pki.Credentials;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Pki.Tests.Credentials;

public sealed class JksTruststoreTests : IDisposable
{
    private const string Password = "pass wörd";
    private static readonly ExportLayout _layout = new() { Format = ExportFormat.Jks, FriendlyName = "Corp Root" };
    private readonly TestChain _chain = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _chain.Dispose();
        _folder.Dispose();
    }

    [RequiresProgramFact("keytool")]
    public void Java_opens_it_and_shows_every_certificate_as_trusted()
    {
        File.WriteAllBytes(_folder["trust.jks"], Encode("pass-1138"));
        var listed = Keytool("-list", "-v").Succeeded().Output;
        Assert.Contains("Keystore type: JKS", listed, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, listed.Split("Entry type: trustedCertEntry").Length - 1);
        Assert.Contains("Alias name: corp root", listed, StringComparison.Ordinal);
        Assert.Contains("Alias name: corp root-2", listed, StringComparison.Ordinal);
        var fingerprint = string.Join(':', SHA256.HashData(_chain.Root.Der).Select(octet => $"{octet:X2}"));
        Assert.Contains(fingerprint, listed, StringComparison.Ordinal);
        Keytool("-list", "-alias", "corp root").Succeeded();
    }

    [RequiresProgramFact("keytool")]
    public void What_keytool_made_is_read_and_keys_of_Java_are_refused_by_name()
    {
        File.WriteAllBytes(_folder["root.der"], _chain.Root.Der);
        Keytool("-importcert", "-noprompt", "-storetype", "JKS", "-alias", "root", "-file", _folder["root.der"]).Succeeded();
        Assert.Equal(_chain.Root.Der, Assert.Single(Decode(File.ReadAllBytes(_folder["trust.jks"]), "pass-1138")));

        Keytool("-genkeypair", "-storetype", "JKS", "-keyalg", "EC", "-alias", "web", "-dname", "CN=web", "-keypass", "pass-1138").Succeeded();
        var refused = Assert.Throws<MimException>(() => Decode(File.ReadAllBytes(_folder["trust.jks"]), "pass-1138"));
        Assert.Equal(MimErrorCause.InvalidFile, refused.Cause);
        Assert.Contains("-importkeystore", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_is_read_with_its_password_alone()
    {
        var store = Encode(Password);
        Assert.Equal([_chain.Intermediate.Der, _chain.Root.Der], Decode(store, Password));
        Assert.Equal(MimErrorCause.WrongPassword, Assert.Throws<MimException>(() => Decode(store, "other")).Cause);
        Assert.Equal(MimErrorCause.WrongPassword, Assert.Throws<MimException>(() => Decode(store, null)).Cause);
        Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => Encode(null)).Cause);
    }

    [Fact]
    public void The_same_roots_are_the_same_file() => Assert.Equal(Encode(Password), Encode(Password));

    [Fact]
    public void Damage_is_an_error_and_nothing_else()
    {
        var mutator = new Mutator(seed: 1138);
        var whole = Encode(Password);
        for (var index = 0; index < 5000; index++)
        {
            var damaged = mutator.Mutate(whole);
            if (!damaged.AsSpan().SequenceEqual(whole) && JksTruststore.Is(damaged))
            {
                var error = Assert.Throws<MimException>(() => Decode(damaged, Password));
                Assert.True(error.Cause is MimErrorCause.InvalidFile or MimErrorCause.WrongPassword, error.Message);
            }
        }
    }

    private static List<byte[]> Decode(byte[] content, string? text)
    {
        using var password = text is null ? null : Secrets.Of(text);
        return
        [
            .. new CredentialDecoder().Decode(content, "trust.jks", password, CancellationToken.None)!
                .SelectMany(one => (byte[]?[])[one.Certificate, .. one.Chain]).OfType<byte[]>(),
        ];
    }

    private byte[] Encode(string? text)
    {
        using var password = text is null ? null : Secrets.Of(text);
        using var store = new CredentialEncoder().Encode(_layout, _chain.Root.Der, [_chain.Intermediate.Der], null, password, CancellationToken.None);
        return store.Span.ToArray();
    }

    private ProgramResult Keytool(params IEnumerable<string> arguments) => ProgramRunner.RunWithInput(
        "keytool", "pass-1138\npass-1138\n", ["-J-Duser.language=en", .. arguments, "-keystore", _folder["trust.jks"]]);
}
