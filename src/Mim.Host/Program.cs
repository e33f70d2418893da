using Mim.Host.Commands;
using Mim.Host.Hosting;

return await CommandLine.RunAsync(MimRootCommand.Create(), args).ConfigureAwait(false);
