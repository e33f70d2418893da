using Mim.Core.Ports;
using Mim.Delivery.Files;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests.Files;

public sealed class LocalTargetFilesTests : TargetFilesContract
{
    private readonly LocalTargetFiles _files = new();

    protected override ITargetFiles Files => _files;

    protected override IPreviousFiles Previous => _files;
}
