using Mim.Core.Ports;
using Mim.Delivery.Files;
using Mim.Delivery.Services;

namespace Mim.Delivery;

/// <summary>The adapters of every kind of target on this machine.</summary>
public static class TargetAdapterSet
{
    public static IReadOnlyList<ITargetAdapter> Local(
        ICredentialEncoder encoder,
        ICredentialDecoder decoder,
        ICertificateReader reader,
        ICommandRunner runner,
        IEndpointProbe probe,
        IHostResolver resolver,
        TimeProvider time)
    {
        var files = new FileDelivery(encoder, decoder, reader, time);
        var commands = new ServiceCommands(runner);
        var listeners = new ListenerProver(probe, resolver, reader, time);
        return
        [
            new FileTargetAdapter(encoder, decoder, reader, time),
            .. ServiceRecipes.All.Select(recipe => new ServiceTargetAdapter(recipe, files, commands, listeners)),
        ];
    }
}
