using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>What was seen in certificate stores as findings. For one thread.</summary>
internal sealed class StoreFindings(IInventoryReader inventory, FilePlaces places, CertificateJudge judge, TimeProvider time)
{
    private const string OfUser = "CurrentUser/";

    /// <summary>What is in a store, and then what the inventory knows there and is there no longer.</summary>
    /// <param name="store">With its place: <c>LocalMachine/My</c>.</param>
    /// <param name="sightings">All of it.</param>
    /// <param name="cancellationToken">Stops between places.</param>
    public IEnumerable<CertificateFinding> Of(string store, IEnumerable<FileSighting> sightings, CancellationToken cancellationToken)
    {
        var place = places.AddressOf(PlaceOf(store));
        var query = new LocationQuery { Kind = LocationKinds.CertificateStore, AddressPrefix = place + '#', IdentityKinds = FindingSorts.Certificates };
        var unseen = inventory.Locations.Find(query, cancellationToken).Where(location => location.TargetId is null).ToList();
        foreach (var sighting in sightings)
        {
            var finding = FileFindings.Of(sighting, LocationKinds.CertificateStore, places, judge, time.GetUtcNow());
            finding = finding with { Location = $"{place}#{sighting.Entry}" };
            unseen.RemoveAll(location => location.Address == finding.Location);
            yield return finding;
        }

        foreach (var location in unseen)
        {
            yield return new CertificateFinding
            {
                Status = FindingStatus.Gone,
                Detail = MissingPlaces.Detail,
                LocationKind = LocationKinds.CertificateStore,
                Location = location.Address,
                Path = store,
                KnownAs = inventory.Identities.Get(location.IdentityId)?.Name,
                FoundAt = time.GetUtcNow(),
            };
        }
    }

    /// <summary>A user's stores are others than those of the next user: <c>CurrentUser:alice/My</c>.</summary>
    private static string PlaceOf(string store) =>
        store.StartsWith(OfUser, StringComparison.Ordinal) ? $"CurrentUser:{Environment.UserName}/{store[OfUser.Length..]}" : store;
}
