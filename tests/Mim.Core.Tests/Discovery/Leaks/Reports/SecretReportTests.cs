using System.Text;
using System.Text.Json;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Reports;
using Mim.Core.Discovery.Leaks.Suppressing;
using Mim.Core.Risk;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Core.Tests.Discovery.Leaks.Reports;

public sealed class SecretReportTests
{
    private static readonly SecretFinding _found = new()
    {
        Status = FindingStatus.Found,
        LocationKind = LocationKinds.File,
        Location = "/srv/a b/app.ini#2:12",
        Path = "/srv/a b/app.ini",
        Rule = "generic-password",
        Title = "Password in a setting",
        Line = 2,
        Column = 12,
        Length = 16,
        Hash = new string('A', 64),
        Encoding = SecretEncoding.Plain,
        FoundAt = Sample.Now,
        Health = [new HealthFinding("generic-password", HealthSeverity.High, "x", "y")],
    };

    private static readonly SecretFinding _unread = new()
    {
        Status = FindingStatus.AccessDenied, LocationKind = LocationKinds.File, Location = "/root/x", Path = "/root/x", Detail = "Access is denied.", FoundAt = Sample.Now,
    };

    [Fact]
    public void Sarif_has_a_result_a_finding_and_a_notification_what_was_not_read()
    {
        var suppressed = _found with
        {
            Entry = "inner.ini",
            Suppression = new SecretSuppression
            {
                Hash = new string('A', 64), Owner = "ops", Reason = "a test vector", ExpiresAt = Sample.Now, CreatedAt = Sample.Now, CreatedBy = "ops",
            },
        };
        using var document = JsonDocument.Parse(Write(SecretReportFormat.Sarif, _found, suppressed, _unread));
        var run = document.RootElement.GetProperty("runs")[0];
        Assert.Equal("2.1.0", document.RootElement.GetProperty("version").GetString());
        Assert.Equal("file:///srv/", run.GetProperty("originalUriBaseIds").GetProperty("%SRCROOT%").GetProperty("uri").GetString());
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        Assert.Equal(SecretRules.All.Count, rules.GetArrayLength());
        var result = run.GetProperty("results")[0];
        Assert.Equal(("generic-password", "error"), (result.GetProperty("ruleId").GetString(), result.GetProperty("level").GetString()));
        Assert.Equal("generic-password", rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal(("a%20b/app.ini", 2), (place.GetProperty("artifactLocation").GetProperty("uri").GetString(), place.GetProperty("region").GetProperty("startLine").GetInt32()));
        Assert.False(result.TryGetProperty("suppressions", out _));
        Assert.Equal("external", run.GetProperty("results")[1].GetProperty("suppressions")[0].GetProperty("kind").GetString());
        var invocation = run.GetProperty("invocations")[0];
        Assert.False(invocation.GetProperty("executionSuccessful").GetBoolean());
        var notified = invocation.GetProperty("toolExecutionNotifications")[0].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("file:///root/x", notified.GetProperty("artifactLocation").GetProperty("uri").GetString());
    }

    [Fact]
    public void Code_hosts_know_an_alert_again_where_lines_moved_and_another_where_it_is_another()
    {
        SecretFinding[] findings = [_found, _found with { Line = 7 }, _found with { Path = "/srv/b.ini" }, _found with { Hash = new string('B', 64) }];
        using var document = JsonDocument.Parse(Write(SecretReportFormat.Sarif, findings));
        var run = document.RootElement.GetProperty("runs")[0];
        var prints = run.GetProperty("results").EnumerateArray()
            .Select(result => result.GetProperty("partialFingerprints").GetProperty("primaryLocationLineHash").GetString()).ToList();
        Assert.Equal(prints[0], prints[1]);
        Assert.Equal(3, prints.Distinct().Count());
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToDictionary(rule => rule.GetProperty("id").GetString()!);
        Assert.Equal("8.0", rules["github-personal-token"].GetProperty("properties").GetProperty("security-severity").GetString());
        Assert.Contains("security", rules["generic-password"].GetProperty("properties").GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
    }

    [RequiresSarifSchemaFact]
    public void Sarif_is_what_its_schema_says()
    {
        SecretFinding[] findings =
        [
            _found, _unread, _found with { Entry = "a.zip!b c.ini" }, _found with { KnownAs = "db01" }, _found with { Path = "C:\\srv\\a%.ini" },
            _found with { Path = null, Location = "InputObject#1:1" }, _found with { Rule = "file-keepass" }, _unread with { Path = null },
        ];
        var report = Encoding.UTF8.GetString(Write(SecretReportFormat.Sarif, findings));
        Assert.Empty(SarifSchema.Judge(report));
        Assert.Empty(SarifSchema.Judge(Encoding.UTF8.GetString(Write(SecretReportFormat.Sarif))));
        Assert.Contains("ruleIndex", SarifSchema.Judge(report.Replace("\"ruleIndex\": ", "\"ruleIndex\": -", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_says_what_a_finding_says()
    {
        using var document = JsonDocument.Parse(Write(SecretReportFormat.Json, _found, _unread));
        var (first, second) = (document.RootElement[0], document.RootElement[1]);
        Assert.Equal(("a b/app.ini", 12L, "High"), (first.GetProperty("path").GetString(), first.GetProperty("column").GetInt64(), first.GetProperty("severity").GetString()));
        Assert.Equal(("AccessDenied", "/root/x"), (second.GetProperty("status").GetString(), second.GetProperty("path").GetString()));
    }

    private static byte[] Write(SecretReportFormat format, params SecretFinding[] findings)
    {
        using var output = new MemoryStream();
        using (var report = SecretReport.Open(output, format, "/srv"))
        {
            Array.ForEach(findings, report.Add);
            report.Complete();
        }

        return output.ToArray();
    }
}
