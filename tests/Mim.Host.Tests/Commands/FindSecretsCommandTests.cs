using System.Text.Json;
using Mim.Host.Hosting;

namespace Mim.Host.Tests.Commands;

public sealed class FindSecretsCommandTests : IDisposable
{
    private readonly TestStore _store = new();

    public FindSecretsCommandTests()
    {
        _store.Open().Dispose();
        Directory.CreateDirectory(_store["tree/deep"]);
        File.WriteAllText(_store["tree/deep/app.ini"], "[db]\npassword = \"kestrel77harbour\"\n");
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task What_lies_in_the_clear_is_a_line_and_an_exit_code()
    {
        var result = await FindAsync();
        Assert.Equal(ExitCodes.Found, result.ExitCode);
        Assert.Equal($"{_store["tree/deep/app.ini"]}#2:13: Medium: Password in a setting\n", result.Output);
        File.Delete(_store["tree/deep/app.ini"]);
        Assert.Equal((ExitCodes.Success, string.Empty), ((await FindAsync()).ExitCode, (await FindAsync()).Output));
    }

    [Theory]
    [InlineData("Json")]
    [InlineData("Sarif")]
    public async Task A_report_is_a_baseline_for_the_next(string format)
    {
        var report = _store["report.json"];
        var result = await FindAsync("--format", format, "--output", report);
        Assert.Equal(ExitCodes.Found, result.ExitCode);
        using (var document = JsonDocument.Parse(File.ReadAllBytes(report)))
        {
            Assert.DoesNotContain("kestrel", document.RootElement.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(ExitCodes.Success, (await FindAsync("--baseline", report)).ExitCode);
        File.AppendAllText(_store["tree/deep/app.ini"], "password2 = \"kestrel78harbour\"\n");
        Assert.Contains("#3:", (await FindAsync("--baseline", report)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_its_name()
    {
        File.WriteAllText(_store["text.txt"], "no report");
        foreach (var (option, value) in ((string, string)[])[("--baseline", _store["text.txt"]), ("--baseline", _store["none"]), ("--rule", "nothing")])
        {
            var result = await FindAsync(option, value);
            Assert.True(result.ExitCode is ExitCodes.Failure or ExitCodes.Unusable);
            Assert.Contains(value, result.Error, StringComparison.Ordinal);
        }
    }

    private Task<Testing.Programs.ProgramResult> FindAsync(params string[] arguments) =>
        CommandRun.Of(["find", "secrets", _store["tree"], "--store", _store.Location, .. arguments]);
}
