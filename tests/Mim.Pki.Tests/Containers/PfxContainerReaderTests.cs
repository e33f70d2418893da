using Mim.Core.Discovery;
using Mim.Pki.Containers;
using Mim.Pki.Tests.Credentials;

namespace Mim.Pki.Tests.Containers;

public sealed class PfxContainerReaderTests : IDisposable
{
    private readonly ContainerSamples _samples = new();
    private readonly PfxContainerReader _reader = new();

    public void Dispose() => _samples.Dispose();

    [Fact]
    public void The_password_that_fits_shows_the_chain()
    {
        using var wrong = Secrets.Of("wrong");
        using var right = Secrets.Of("right");
        var container = _reader.Read(_samples.Pfx("right"), [wrong, right], CancellationToken.None)!;
        var one = Assert.Single(container.Certificates);
        Assert.Equal((FindingStatus.Found, "Pfx"), (container.Status, container.Format));
        Assert.Equal(("web", true, true), (one.Name, one.HasPrivateKey, one.IsEncrypted));
        Assert.Equal(_samples.Leaf, one.Certificate);
        Assert.Equal([_samples.Intermediate, _samples.Root], one.Chain);
    }

    [Fact]
    public void Without_it_the_file_is_locked()
    {
        using var wrong = Secrets.Of("wrong");
        var container = _reader.Read(_samples.Pfx("right"), [wrong], CancellationToken.None)!;
        Assert.Equal(FindingStatus.Locked, container.Status);
        Assert.Empty(container.Certificates);
    }

    [Fact]
    public void A_file_that_asks_for_too_much_work_is_told()
    {
        var container = new PfxContainerReader(rounds: 1).Read(_samples.Pfx("right"), [], CancellationToken.None)!;
        Assert.Equal(FindingStatus.Damaged, container.Status);
        Assert.Contains("rounds of key derivation", container.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void More_passwords_than_there_is_time_for_leave_it_locked_and_not_damaged()
    {
        using var wrong = Secrets.Of("wrong");
        using var right = Secrets.Of("right");
        var container = new PfxContainerReader(rounds: 7).Read(_samples.Pfx("right"), [wrong, wrong, wrong, right], CancellationToken.None)!;
        Assert.Equal(FindingStatus.Locked, container.Status);
        Assert.Contains("not all passwords", container.Detail, StringComparison.Ordinal);
    }
}
