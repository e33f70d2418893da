using Mim.Core.Ports;
using Mim.Delivery.Files;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests.Files;

public sealed class LocalHostFilesTests : HostFilesContract
{
    protected override IHostFiles Files { get; } = new LocalHostFiles();
}
