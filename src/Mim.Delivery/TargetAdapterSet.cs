using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Delivery.Files;
using Mim.Delivery.Services;

namespace Mim.Delivery;

/// <summary>The adapters of every kind of target, for any machine.</summary>
public sealed class TargetAdapterSet(
    ICredentialEncoder encoder, ICredentialDecoder decoder, ICertificateReader reader, IEndpointProbe probe, IHostResolver resolver, TimeProvider time)
{
    /// <summary>What targets of this machine are worked on with.</summary>
    public static HostTools Local(ICommandRunner runner)
    {
        var files = new LocalTargetFiles();
        return new HostTools(new LocalHostFiles(), runner) { TargetFiles = files, Previous = files };
    }

    /// <summary>One adapter of each kind, for the targets of one machine.</summary>
    public IReadOnlyList<ITargetAdapter> On(HostTools tools)
    {
        var files = new FileDelivery(tools, encoder, decoder, reader, time);
        var commands = new ServiceCommands(tools.Commands);
        var listeners = new ListenerProver(probe, resolver, reader, time);
        return
        [
            new FileTargetAdapter(files),
            .. ServiceRecipes.All.Select(recipe => new ServiceTargetAdapter(
                recipe.At(tools.Listens), files, commands, listeners, new ServiceLoader(recipe, files, commands, time))),
        ];
    }
}
