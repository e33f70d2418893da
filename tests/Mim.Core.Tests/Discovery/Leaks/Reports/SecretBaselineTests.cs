using Mim.Core.Discovery;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Reports;
using Mim.Testing;

namespace Mim.Core.Tests.Discovery.Leaks.Reports;

public sealed class SecretBaselineTests
{
    private static readonly SecretFinding _found = new()
    {
        Status = FindingStatus.Found,
        LocationKind = LocationKinds.InputObject,
        Location = "InputObject#1:1",
        Rule = "generic-password",
        Hash = new string('B', 64),
        FoundAt = Sample.Now,
    };

    [Theory]
    [InlineData(SecretReportFormat.Json)]
    [InlineData(SecretReportFormat.Sarif)]
    public void What_was_reported_is_known_by_its_hash_wherever_it_lies(SecretReportFormat format)
    {
        var baseline = SecretBaseline.Read(Report(format), "report");
        Assert.Equal(1, baseline.Count);
        Assert.True(baseline.Knows(_found with { Location = "InputObject#9:9", Rule = "generic-secret" }));
        Assert.False(baseline.Knows(_found with { Hash = new string('C', 64) }));
        Assert.False(baseline.Knows(_found with { Hash = null }));
    }

    [Fact]
    public void What_is_no_report_is_refused_by_name_and_damaged_ones_break_nothing()
    {
        Assert.Equal("x.json", Assert.Throws<MimException>(() => SecretBaseline.Read("nothing"u8, "x.json")).Subject);
        var mutator = new Mutator(4);
        for (var round = 0; round < 300; round++)
        {
            try
            {
                Assert.InRange(SecretBaseline.Read(mutator.Mutate(Report(SecretReportFormat.Json)), "report").Count, 0, 2);
            }
            catch (MimException refusal)
            {
                Assert.Equal(MimErrorCause.InvalidFile, refusal.Cause);
            }
        }
    }

    private static byte[] Report(SecretReportFormat format)
    {
        using var output = new MemoryStream();
        using (var report = SecretReport.Open(output, format, "/srv"))
        {
            report.Add(_found);
            report.Complete();
        }

        return output.ToArray();
    }
}
