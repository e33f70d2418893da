using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Revocation;
using Mim.Core.Risk;
using Mim.Pki.Certificates;
using Mim.Pki.Paths;
using Mim.Pki.Revocation;

namespace Mim.Pki.Tests.Paths;

public sealed class CertificatePathValidatorTests : IDisposable
{
    private readonly TestChain _chain = new();

    public static TheoryData<KeyAlgorithm> Algorithms() => [.. Enum.GetValues<KeyAlgorithm>()];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void SoundPathPassesEveryCheck(KeyAlgorithm algorithm)
    {
        using var chain = new TestChain(algorithm);
        var request = Request(chain) with
        {
            HostName = "web01.corp.test",
            RevocationLists = [Crl(chain.Root, chain.RootKey), Crl(chain.Intermediate, chain.IntermediateKey)],
        };

        var checks = new CertificatePathValidator().Validate(request);

        Assert.Equal(["Path", "Dates", "HostName", "Usage", "NameConstraints", "Revocation"], checks.Select(check => check.Check));
        Assert.All(checks, check => Assert.Equal(CheckResult.Passed, check.Result));
    }

    [Fact]
    public void MissingIntermediateIsNamed()
    {
        var check = Check("Path", Request(_chain) with { Intermediates = [] });

        Assert.Equal(CheckResult.Failed, check.Result);
        Assert.Contains("CN=Test Issuing,O=Corp,C=NL", check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void ForgedSignatureFails()
    {
        using var other = new TestChain();
        var forged = TestChain.Issue(Leaf(other.Leaf.SubjectPublicKeyInfo), other.RootKey);

        var check = Check("Path", Request(_chain) with { Leaf = forged });

        Assert.Equal(CheckResult.Failed, check.Result);
        Assert.Contains("was not signed", check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void SelfSignedStrangerIsNotTrusted()
    {
        using var key = TestKeys.Get(KeyAlgorithm.EcdsaP256, 7);
        var stranger = TestChain.Issue(TestChain.Spec("CN=Test Root,O=Corp,C=NL", key, CertificateProfile.Authority, null), key);

        Assert.Contains("signed itself", Check("Path", Request(_chain) with { Leaf = stranger }).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void TrustedRootIsItsOwnPath() =>
        Assert.Equal(CheckResult.Passed, Check("Path", Request(_chain) with { Leaf = _chain.Root }).Result);

    [Fact]
    public void LeafThatSignsIsRefused()
    {
        using var key = TestKeys.Get(KeyAlgorithm.EcdsaP256, 7);
        var below = TestChain.Issue(TestChain.Spec("CN=below", key, CertificateProfile.Server, _chain.Leaf), _chain.LeafKey);

        var check = Check("Path", Request(_chain) with { Leaf = below, Intermediates = [_chain.Intermediate.Der, _chain.Leaf.Der] });

        Assert.Contains("is not an authority", check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void PathLengthIsHeld()
    {
        using var key = TestKeys.Get(KeyAlgorithm.EcdsaP256, 7);
        var third = TestChain.Issue(TestChain.Spec("CN=Third", key, CertificateProfile.Authority, _chain.Intermediate), _chain.IntermediateKey);
        var leaf = TestChain.Issue(TestChain.Spec("CN=leaf", _chain.LeafKey, CertificateProfile.Server, third), key);

        var check = Check("Path", Request(_chain) with { Leaf = leaf, Intermediates = [_chain.Intermediate.Der, third.Der] });

        Assert.Contains("path length", check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void DatesOfTheWholePathCount()
    {
        using var old = new TestChain(changeIntermediate: spec => spec with { NotAfter = TestChain.Now.AddDays(-1) });

        var expired = Check("Dates", Request(old));
        var early = Check("Dates", Request(_chain) with { At = TestChain.Start.AddDays(-1) });

        Assert.Equal((CheckResult.Failed, CheckResult.Failed), (expired.Result, early.Result));
        Assert.Contains("Test Issuing", expired.Detail, StringComparison.Ordinal);
        Assert.Contains("not valid before", early.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void LastSecondIsValid()
    {
        var last = _chain.Leaf.NotAfter;

        Assert.Equal(CheckResult.Passed, Check("Dates", Request(_chain) with { At = last.AddSeconds(0.9) }).Result);
        Assert.Equal(CheckResult.Failed, Check("Dates", Request(_chain) with { At = last.AddSeconds(1) }).Result);
    }

    [Fact]
    public void RenewedRootIsFoundAmongOldOnes()
    {
        var spec = TestChain.Spec("CN=Test Root,O=Corp,C=NL", _chain.RootKey, CertificateProfile.Authority, null);
        var expired = TestChain.Issue(spec with { NotAfter = TestChain.Now.AddDays(-1) }, _chain.RootKey);

        var request = Request(_chain) with { Anchors = [expired.Der, _chain.Root.Der] };

        Assert.Equal((CheckResult.Passed, CheckResult.Passed), (Check("Path", request).Result, Check("Dates", request).Result));
    }

    [Fact]
    public void ClientCertificateIsNoServer()
    {
        using var client = new TestChain(profile: CertificateProfile.Client);

        Assert.Equal(CheckResult.Failed, Check("Usage", Request(client) with { HostName = "web01.corp.test" }).Result);
        Assert.Equal(CheckResult.Skipped, Check("Usage", Request(client)).Result);
    }

    [Theory]
    [InlineData("web01.corp.test", "10.1.0.0/16", CheckResult.Passed)]
    [InlineData("corp.test", "10.0.0.0/8", CheckResult.Passed)]
    [InlineData("other.test", "10.0.0.0/8", CheckResult.Failed)]
    [InlineData("corp.test", "192.168.0.0/16", CheckResult.Failed)]
    public void ConstraintsOfIssuersAreHeld(string domain, string block, CheckResult expected)
    {
        var permitted = new SubjectNames { Dns = [domain], IPAddresses = [block, "2001:db8::/32"] };
        using var chain = new TestChain(
            changeIntermediate: spec => spec with { NameConstraints = new NameConstraints { Permitted = permitted } },
            changeLeaf: spec => spec with { Names = new SubjectNames { Dns = ["web01.corp.test"], IPAddresses = ["10.1.2.3", "2001:db8::1"] } });

        Assert.Equal(expected, Check("NameConstraints", Request(chain)).Result);
    }

    [Fact]
    public void ManyCertificatesOfOneNameCostLittle()
    {
        using var key = TestKeys.Get(KeyAlgorithm.EcdsaP256, 7);
        var mesh = Enumerable.Range(0, 300).Select(_ => TestChain.Issue(
            TestChain.Spec("CN=Mesh", key, CertificateProfile.Authority, null), key).Der).ToList();
        var leaf = TestChain.Issue(
            TestChain.Spec("CN=leaf", key, CertificateProfile.Server, new CertificateReader().Read(mesh[0])), key);

        var check = Check("Path", Request(_chain) with { Leaf = leaf, Intermediates = mesh });

        Assert.Equal(CheckResult.Failed, check.Result);
    }

    public void Dispose() => _chain.Dispose();

    internal static PathRequest Request(TestChain chain) => new()
    {
        Leaf = chain.Leaf,
        Intermediates = [chain.Intermediate.Der, [1, 2, 3]],
        Anchors = [chain.Root.Der],
        At = TestChain.Now,
    };

    internal static CertificateCheck Check(string name, PathRequest request) =>
        Assert.Single(new CertificatePathValidator().Validate(request), check => check.Check == name);

    internal static CrlFacts Crl(CertificateFacts issuer, ISigningKey key, params CrlEntry[] entries) =>
        new CrlCodec().Read(new CrlCodec().Encode(Spec(issuer, entries), key));

    internal static CrlSpec Spec(CertificateFacts issuer, params CrlEntry[] entries) => new()
    {
        IssuerName = issuer.SubjectName,
        AuthorityKeyIdentifier = issuer.SubjectKeyIdentifier!,
        Number = 1,
        ThisUpdate = TestChain.Start,
        NextUpdate = TestChain.Now.AddDays(7),
        Entries = entries,
    };

    private CertificateSpec Leaf(byte[] publicKeyInfo) =>
        TestChain.Spec("CN=leaf", _chain.LeafKey, CertificateProfile.Server, _chain.Intermediate) with { SubjectPublicKeyInfo = publicKeyInfo };
}
