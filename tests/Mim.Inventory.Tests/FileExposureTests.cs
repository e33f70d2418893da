using Mim.Testing.Contracts;

namespace Mim.Inventory.Tests;

public sealed class FileExposureTests() : FileExposureContract(new KeyFiles());
