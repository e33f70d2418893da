using System.Numerics;
using Mim.Core.Risk;

namespace Mim.Core.Tests.Risk;

public class KeySurveyTests
{
    private static readonly WeakKeyList _noList = WeakKeyList.Read([], default);

    [Fact]
    public void SharedPrimesNameTheOthers()
    {
        var (p, q, r) = (Prime(), Prime(), Prime());
        var (one, other) = (Key(p * q), Key(p * r));

        var survey = Survey(("web01", one), ("web02", other), ("web03", Key(RsaKeys.SoundModulus())));

        var finding = Assert.Single(survey.Inspect("web01", one));
        Assert.Equal(("SharedPrime", HealthSeverity.Critical), (finding.Rule, finding.Severity));
        Assert.Contains("'web02'", finding.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("'web01'", finding.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void OneKeyOfManyIsReusedAndSharesNoPrime()
    {
        var key = Key(RsaKeys.SoundModulus());

        var finding = Assert.Single(Survey([.. Enumerable.Range(1, 6).Select(i => ($"web0{i}", key))]).Inspect("web02", key));

        Assert.Equal("KeyReused", finding.Rule);
        Assert.Contains("'web01', 'web03', 'web04' and 2 more", finding.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void OneModulusIsOneKeyWhateverItsExponent()
    {
        var modulus = RsaKeys.SoundModulus();
        var (one, other) = (Key(modulus), new CredentialKey(RsaKeys.Encode(modulus, 3)));

        var finding = Assert.Single(Survey(("web01", one), ("web02", other)).Inspect("web02", other));

        Assert.Equal("KeyReused", finding.Rule);
        Assert.Contains("'web01'", finding.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void KeysOnAListAreKnownToStrangers()
    {
        var surveyor = new KeySurveyor();
        var key = Key(0xC5);
        using var list = new StringReader(Convert.ToHexStringLower(Digest("Modulus=C5\n"))[^20..]);

        var survey = surveyor.Complete(WeakKeyList.Read([list], default), null, default);

        Assert.Equal("DebianWeakKey", Assert.Single(survey.Inspect("old", key)).Rule);
    }

    [Fact]
    public void AHostileModulusCostsTheOthersNothing()
    {
        var huge = Key((BigInteger.One << 200_000) + 1);

        Assert.Empty(Survey(("hostile", huge), ("web01", Key(RsaKeys.SoundModulus()))).Inspect("hostile", huge));
    }

#pragma warning disable CA5350 // The digest that the lists have.
    private static byte[] Digest(string text) => System.Security.Cryptography.SHA1.HashData(System.Text.Encoding.ASCII.GetBytes(text));
#pragma warning restore CA5350

    private static BigInteger Prime() => RsaKeys.NextPrime(RsaKeys.Random(512), 2);

    private static CredentialKey Key(BigInteger modulus) => new(RsaKeys.Encode(modulus, 65537));

    private static KeySurvey Survey(params (string Name, CredentialKey Key)[] keys)
    {
        var surveyor = new KeySurveyor();
        foreach (var (name, key) in keys)
        {
            surveyor.Add(name, key);
        }

        return surveyor.Complete(_noList, null, default);
    }
}
