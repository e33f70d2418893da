using Mim.Core.Ports;
using Mim.Delivery.Commands;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests.Commands;

[RequiresProgram("sh")]
public sealed class LocalCommandRunnerTests : CommandRunnerContract
{
    protected override ICommandRunner Runner { get; } = new LocalCommandRunner(TimeProvider.System);
}
