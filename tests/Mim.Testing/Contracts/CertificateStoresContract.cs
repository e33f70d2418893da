using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What every adapter to the certificate stores of a system does.</summary>
public abstract class CertificateStoresContract
{
    protected abstract ICertificateStores Stores { get; }

    /// <summary>A place with at least one certificate, with its store: <c>CurrentUser/My</c>; null where this system has none.</summary>
    protected abstract string? Filled { get; }

    [Fact]
    public void Each_certificate_names_its_store_and_itself()
    {
        if (Filled is null)
        {
            return;
        }

        var found = Stores.Read(Filled, CancellationToken.None).ToList();
        Assert.NotEmpty(found);
        Assert.All(found, one => Assert.Equal((FindingStatus.Found, Filled), (one.Status, one.Path)));
        Assert.All(found, one => Assert.NotNull(one.Certificate));
        Assert.Equal(found.Count, found.Select(one => one.Entry).OfType<string>().Distinct().Count());
    }

    [Fact]
    public void A_place_without_a_store_has_all_of_its_stores()
    {
        if (Filled is not null)
        {
            Assert.Contains(Filled, Stores.StoresOf(Filled.Split('/')[0]));
            Assert.Equal([Filled], Stores.StoresOf(Filled));
        }
    }

    [Fact]
    public void A_store_that_is_not_there_is_empty()
    {
        foreach (var place in new[] { "CurrentUser", "LocalMachine" })
        {
            Assert.All(Stores.StoresOf(place), store => Assert.All(Stores.Read(store, CancellationToken.None), one => Assert.Equal(store, one.Path)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Nowhere")]
    [InlineData("3")]
    [InlineData("CurrentUser/")]
    public void Another_place_is_refused_by_name(string place)
    {
        var refusal = Assert.Throws<MimException>(() => Stores.StoresOf(place));
        Assert.Equal(MimErrorCause.InvalidArgument, refusal.Cause);
        Assert.Contains($"'{place}'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelled_it_shows_nothing()
    {
        if (Filled is not null)
        {
            Assert.ThrowsAny<OperationCanceledException>(() => Stores.Read(Filled, new CancellationToken(canceled: true)).ToList());
        }
    }
}
