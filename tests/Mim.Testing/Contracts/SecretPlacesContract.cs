using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What everything does that knows where secrets are left.</summary>
public abstract class SecretPlacesContract
{
    protected abstract ISecretPlaces Places { get; }

    [Fact]
    public void Every_place_is_there_by_its_full_path_and_named_once()
    {
        var places = Places.Find();
        Assert.All(places, place => Assert.True(Path.IsPathFullyQualified(place) && (File.Exists(place) || Directory.Exists(place)), place));
        Assert.Equal(places.Distinct(), places);
    }
}
