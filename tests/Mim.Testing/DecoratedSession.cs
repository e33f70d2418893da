using Mim.Composition;
using Mim.Core;
using Mim.Core.Audit;
using Mim.Core.Stores;

namespace Mim.Testing;

/// <summary>Sessions with the product's own parts, of which a test exchanges some.</summary>
public static class DecoratedSession
{
    /// <summary>Opens a store, made with a key file beside it when missing.</summary>
    /// <param name="location">A path, or a connection string.</param>
    /// <param name="time">The clock.</param>
    /// <param name="decorate">Exchanges parts.</param>
    /// <param name="keyFile">The key file; null for the one in its default place.</param>
    public static MimSession Open(string location, TimeProvider time, Func<SessionParts, SessionParts> decorate, string? keyFile = null)
    {
        var composition = new MimComposition(time);
        var context = NewContext();
        var reference = new StoreReference { Location = location, CreateIfMissing = true, KeyFile = keyFile };
        // Whoever has the key file of a store on a server does not open that store twice: some of these sessions live for a moment only.
        if (!File.Exists(location) && !File.Exists(keyFile))
        {
            composition.Open(reference, context, CancellationToken.None).Dispose();
        }

        var inventory = new Inventories(time).Open(reference, create: false, CancellationToken.None);
        return new MimSession(decorate(composition.Parts(inventory, reference, context)));
    }

    public static MimSession Open(string location, TimeProvider? time = null, string? keyFile = null) =>
        Open(location, time ?? TimeProvider.System, parts => parts, keyFile);

    public static ActContext NewContext() => new("tester", "testhost", Guid.NewGuid());
}
