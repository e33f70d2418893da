using Mim.Core;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What every reader of exports does with them, with others and with damaged ones.</summary>
public abstract class AccountExportsContract : IDisposable
{
    private const int Cases = 2000;

    protected TemporaryFolder Folder { get; } = new();

    protected abstract IAccountExports Exports { get; }

    /// <summary>An export of each sort.</summary>
    protected abstract IReadOnlyList<byte[]> Samples();

    [Fact]
    public void Its_own_exports_have_accounts() => Assert.All(Samples(), sample => Assert.NotEmpty(Read(sample)));

    [Theory]
    [InlineData("")]
    [InlineData("just some text")]
    [InlineData("{\"a\":1}")]
    [InlineData("[{\"name\":\"x\"}]")]
    [InlineData("{\"value\":[{\"appId\":\"1\",\"createdDateTime\":\"soon\"}]}")]
    public void Others_are_refused_by_name(string content)
    {
        var exception = Assert.Throws<MimException>(() => Read(System.Text.Encoding.UTF8.GetBytes(content)));
        Assert.Equal((MimErrorCause.InvalidFile, Folder["export"]), (exception.Cause, exception.Subject));
        Assert.Contains(Folder["export"], exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_or_no_file_is_refused()
    {
        Assert.Equal(MimErrorCause.InvalidFile, Assert.Throws<MimException>(() => Exports.Read(Folder["none"], default).Count()).Cause);
        Assert.Equal(MimErrorCause.InvalidFile, Assert.Throws<MimException>(() => Exports.Read(Folder.Path, default).Count()).Cause);
    }

    [Fact]
    public void Damaged_files_do_no_harm()
    {
        var samples = Samples();
        var mutator = new Mutator(seed: 4180);
        for (var index = 0; index < Cases; index++)
        {
            var damaged = mutator.Mutate(samples[index % samples.Count]);
            try
            {
                Read(damaged);
            }
            catch (MimException exception)
            {
                Assert.Equal(MimErrorCause.InvalidFile, exception.Cause);
            }
        }
    }

    [Fact]
    public void It_ends_when_asked_to()
    {
        File.WriteAllBytes(Folder["export"], Samples()[0]);
        Assert.Throws<OperationCanceledException>(() => Exports.Read(Folder["export"], new CancellationToken(canceled: true)).Count());
    }

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected IReadOnlyList<AccountSighting> Read(byte[] content)
    {
        File.WriteAllBytes(Folder["export"], content);
        return [.. Exports.Read(Folder["export"], CancellationToken.None)];
    }
}
