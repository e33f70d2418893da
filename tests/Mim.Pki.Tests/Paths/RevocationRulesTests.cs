using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Revocation;
using Mim.Core.Risk;
using Mim.Pki.Revocation;

namespace Mim.Pki.Tests.Paths;

public sealed class RevocationRulesTests : IDisposable
{
    private readonly TestChain _chain = new();

    [Fact]
    public void RevokedLeafFailsWithReasonAndTime()
    {
        var entry = new CrlEntry(_chain.Leaf.SerialNumber, TestChain.Now.AddHours(-1), RevocationReason.KeyCompromise);

        var check = Check(RootList(), List(entry));

        Assert.Equal(CheckResult.Failed, check.Result);
        Assert.Contains("KeyCompromise", check.Detail, StringComparison.Ordinal);
        Assert.Contains(TestChain.Now.AddHours(-1).ToString("yyyy-MM-dd HH:mm", null), check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void RevokedIntermediateFails()
    {
        var entry = new CrlEntry(_chain.Intermediate.SerialNumber, TestChain.Start, RevocationReason.CACompromise);

        Assert.Equal(CheckResult.Failed, Check(RootList(entry), List()).Result);
    }

    [Fact]
    public void MissingListIsSkippedAndNamed()
    {
        var check = Check(RootList());

        Assert.Equal(CheckResult.Skipped, check.Result);
        Assert.Contains("Test Issuing", check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void StaleListIsAWarning()
    {
        var stale = Encode(CertificatePathValidatorTests.Spec(_chain.Intermediate) with { NextUpdate = TestChain.Now.AddHours(-1) }, _chain.IntermediateKey);

        Assert.Equal(CheckResult.Warning, Check(RootList(), stale).Result);
    }

    [Fact]
    public void NewestListCounts()
    {
        var entry = new CrlEntry(_chain.Leaf.SerialNumber, TestChain.Start, RevocationReason.CertificateHold);
        var older = Encode(CertificatePathValidatorTests.Spec(_chain.Intermediate, entry), _chain.IntermediateKey);
        var newer = Encode(CertificatePathValidatorTests.Spec(_chain.Intermediate) with { Number = 2 }, _chain.IntermediateKey);

        Assert.Equal(CheckResult.Passed, Check(RootList(), older, newer).Result);
        Assert.Equal(CheckResult.Failed, Check(RootList(), older).Result);
    }

    [Fact]
    public void ForgedNewerListHidesNothing()
    {
        using var stranger = TestKeys.Get(KeyAlgorithm.EcdsaP256, 9);
        var entry = new CrlEntry(_chain.Leaf.SerialNumber, TestChain.Start, RevocationReason.KeyCompromise);
        var forged = Encode(CertificatePathValidatorTests.Spec(_chain.Intermediate) with { Number = 99 }, stranger);

        Assert.Equal(CheckResult.Failed, Check(RootList(), List(entry), forged).Result);
    }

    [Fact]
    public void ListOfAnotherPlaceSaysNothing()
    {
        var elsewhere = Encode(
            CertificatePathValidatorTests.Spec(_chain.Intermediate) with { DistributionPoints = ["http://elsewhere.test/a.crl"] }, _chain.IntermediateKey);
        var here = Encode(
            CertificatePathValidatorTests.Spec(_chain.Intermediate) with { DistributionPoints = [_chain.Leaf.CrlUrls[1]] }, _chain.IntermediateKey);

        Assert.Equal(CheckResult.Skipped, Check(RootList(), elsewhere).Result);
        Assert.Equal(CheckResult.Passed, Check(RootList(), here).Result);
    }

    public void Dispose() => _chain.Dispose();

    private CrlFacts RootList(params CrlEntry[] entries) => CertificatePathValidatorTests.Crl(_chain.Root, _chain.RootKey, entries);

    private CrlFacts List(params CrlEntry[] entries) => CertificatePathValidatorTests.Crl(_chain.Intermediate, _chain.IntermediateKey, entries);

    private static CrlFacts Encode(CrlSpec spec, ISigningKey key) => new CrlCodec().Read(new CrlCodec().Encode(spec, key));

    private CertificateCheck Check(params CrlFacts[] lists) =>
        CertificatePathValidatorTests.Check("Revocation", CertificatePathValidatorTests.Request(_chain) with { RevocationLists = lists });
}
