using System.Text;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Tokens.Jose;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="IJsonWebKeyCodec"/> promises.</summary>
public abstract class JsonWebKeyCodecContract(IJsonWebKeyCodec codec, IKeyFactory keys)
{
    [SuiteFact]
    public void Keys_come_back_in_their_order()
    {
        var published = Published();
        var read = codec.Read(codec.Write(published));
        Assert.Equal(published.Select(key => (key.KeyId, key.Algorithm)), read.Select(key => (key.KeyId, key.Algorithm)));
        Assert.Equal(
            published.Select(key => Convert.ToHexString(key.SubjectPublicKeyInfo.Span)), read.Select(key => Convert.ToHexString(key.SubjectPublicKeyInfo.Span)));
        Assert.Empty(codec.Read(codec.Write([])));
    }

    [SuiteFact]
    public void The_algorithm_is_that_of_the_key()
    {
        Assert.All(Published(), key => Assert.Equal(key.Algorithm, codec.AlgorithmOf(key.SubjectPublicKeyInfo)));
        using var other = keys.Generate(KeyAlgorithm.EcdsaP384);
        Assert.Equal(MimErrorCause.InvalidKey, Assert.Throws<MimException>(() => codec.AlgorithmOf(other.SubjectPublicKeyInfo)).Cause);
    }

    [SuiteTheory]
    [InlineData("""{"kty":"oct","k":"AAAA"}""")]
    [InlineData("""{"kty":"EC","crv":"P-384","x":"AAAA","y":"AAAA"}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"}""")]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","x":"AAAA"}""")]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","use":"enc"}""")]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","alg":"ES256"}""")]
    [InlineData("""{"kty":7}""")]
    [InlineData("7")]
    public void Keys_that_verify_nothing_here_are_passed_over(string key) =>
        Assert.Empty(codec.Read(Encoding.UTF8.GetBytes($$"""{"keys":[{{key}}]}""")));

    [SuiteTheory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"keys":[],"keys":[]}""")]
    public void What_is_no_set_is_refused(string json) =>
        Assert.Equal(MimErrorCause.InvalidKey, Assert.Throws<MimException>(() => codec.Read(Encoding.UTF8.GetBytes(json))).Cause);

    [SuiteFact]
    public void Large_sets_are_refused_unread() =>
        Assert.Equal(MimErrorCause.InvalidKey, Assert.Throws<MimException>(() => codec.Read(new byte[(1024 * 1024) + 1])).Cause);

    [SuiteFact]
    public void Damaged_sets_do_no_harm()
    {
        var sample = codec.Write(Published());
        var mutator = new Mutator(seed: 7517);
        for (var index = 0; index < 2000; index++)
        {
            var thrown = Record.Exception(() => codec.Read(mutator.Mutate(sample)));
            Assert.True(thrown is null or MimException { Cause: MimErrorCause.InvalidKey }, thrown?.ToString());
        }
    }

    private List<PublishedKey> Published()
    {
        KeyAlgorithm[] algorithms = [KeyAlgorithm.EcdsaP256, KeyAlgorithm.Ed25519, KeyAlgorithm.Rsa2048];
        string[] names = ["ES256", "EdDSA", "RS256"];
        return [.. algorithms.Select((algorithm, index) =>
        {
            using var key = keys.Generate(algorithm);
            return new PublishedKey($"k{index}", names[index], key.SubjectPublicKeyInfo);
        })];
    }
}
