using Mim.Core.Ports;
using Mim.Core.Risk;
using Mim.Testing.Certificates;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="ICertificatePathValidator"/> promises, on a chain of the base library.</summary>
public abstract class CertificatePathValidatorContract(ICertificatePathValidator validator, ICertificateReader reader) : IDisposable
{
    private readonly TestChain _chain = new();

    public void Dispose()
    {
        _chain.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_sound_path_passes()
    {
        Assert.Equal(CheckResult.Passed, Result(Sound(), "Path"));
        Assert.Equal(CheckResult.Passed, Result(Sound(), "Dates"));
    }

    [Fact]
    public void Every_check_is_made_once_whatever_the_others_found()
    {
        var hopeless = Sound() with { Anchors = [], At = TestChain.Now.AddYears(50), HostName = "elsewhere.test" };
        string[] all = ["Dates", "HostName", "NameConstraints", "Path", "Revocation"];
        foreach (var request in new[] { hopeless, Sound() })
        {
            var made = validator.Validate(request).Select(check => check.Check).ToList();
            Assert.Subset(made.ToHashSet(StringComparer.Ordinal), all.ToHashSet(StringComparer.Ordinal));
            Assert.Equal(made.Distinct(StringComparer.Ordinal), made);
        }
    }

    [Fact]
    public void Without_its_anchor_or_intermediate_a_path_fails()
    {
        using var strangers = new TestChain();
        Assert.Equal(CheckResult.Failed, Result(Sound() with { Anchors = [strangers.Issuers[1]] }, "Path"));
        Assert.Equal(CheckResult.Failed, Result(Sound() with { Intermediates = [] }, "Path"));
    }

    [Theory]
    [InlineData(-11)]
    [InlineData(21)]
    public void Out_of_its_dates_a_path_fails(int days) =>
        Assert.Equal(CheckResult.Failed, Result(Sound() with { At = TestChain.Now.AddDays(days) }, "Dates"));

    [Fact]
    public void A_host_that_is_not_named_fails() =>
        Assert.Equal(CheckResult.Failed, Result(Sound() with { HostName = "elsewhere.test" }, "HostName"));

    private PathRequest Sound() => new()
    {
        Leaf = reader.Read(_chain.Issue("web").Certificate),
        Intermediates = [_chain.Issuers[0]],
        Anchors = [_chain.Issuers[1]],
        At = TestChain.Now,
    };

    private CheckResult Result(PathRequest request, string check) =>
        Assert.Single(validator.Validate(request), one => one.Check == check).Result;
}
